import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';

import { readTruth } from '../brokers/outside/campaign/oracle.js';
import { describeWithKafka } from '../kafka/with-kafka.js';
import { recordOfEvent } from '../sources/kafka/replay/write-events.js';
import { rowsOfTopic } from './live/followed-trades.js';
import { processes } from './processes.js';
import { millrace, ran } from './ran.js';
import { RESTLESS } from './restless.js';

import { scratch } from './scratch.js';
import { recordedIn } from './until-recorded.js';

const { path, write } = scratch();
const start = processes();
const [socket, log, out] = [path('venue.sock'), path('venue.log'), path('run')];
const SYMBOLS = ['S0', 'S1', 'S2'];
const LIMITS = [
  'risk.maxOrderNotional=1e6',
  'risk.maxGrossNotional=1e6',
  'risk.maxOrdersPerMinute=100000',
  'risk.maxDailyLossPct=90',
];

const truth = () => {
  try {
    return readTruth(readFileSync(log, 'utf8').trim().split('\n'));
  } catch {
    return undefined;
  }
};

describeWithKafka('live trading over a topic that is followed', (kafka) => {
  it('has each record once and sends each order once, though it is killed, and is proved', async () => {
    const topic = await kafka.topic({ partitions: 3 });
    const producer = kafka.client().producer({ createPartitioner: () => (of) => of.message.partition ?? 0 });
    await producer.connect();
    let written = 0;
    const tell = async (): Promise<void> => {
      const messages = SYMBOLS.map((symbol) => {
        const at = Date.now();
        const price = 100 + ((written * 31) % 97) / 100;
        const trade = { kind: 'trade', symbol, at, happenedAt: at, price, size: 100 } as const;
        const record = { ...recordOfEvent(trade, written), partition: (written * written) % 3 };
        written += 1;
        return record;
      });
      await producer.send({ topic, messages });
      await pause(20);
    };
    const source = `kafka:${topic}?follow&from=begin&symbols=${SYMBOLS.join(',')}&kinds=trade`;
    const env = { MILLRACE_KAFKA__BROKERS: kafka.address() };
    const venue = start(millrace(['scripted-broker', socket, '--source', source, '--log', log]), env);
    await venue.says('scripted broker at');
    const live = millrace([
      ...['live', write('restless.ts', RESTLESS), '--param', `symbols=${SYMBOLS.join(',')}`, '--out', out],
      ...['--source', source, '--broker', `scripted:${socket}`],
      ...['outside.snapshotMs=200', 'outside.absentGraceMs=300', ...LIMITS].flatMap((one) => ['--set', one]),
    ]);
    let before = 0;
    for (const word of ['live trading', 'taken up again']) {
      const engine = start(live, env);
      await engine.says(word);
      while ((truth()?.executions.size ?? 0) < before + 5) await tell();
      before = truth()?.executions.size ?? 0;
      if (word === 'live trading') engine.child.kill('SIGKILL');
      else {
        while (rowsOfTopic(await recordedIn(out)).length < written) await pause(20);
        engine.child.kill('SIGTERM');
      }
      await engine.ended;
    }
    await producer.disconnect();

    const places = rowsOfTopic(await recordedIn(out)).map(({ place }) => place);
    expect([places.length, new Set(places).size]).toEqual([written, written]);
    expect([...(truth()?.arrived.values() ?? [])].filter((times) => times !== 1)).toEqual([]);
    expect(await ran(['verify', out])).toMatchObject({ code: 0, stdout: expect.stringContaining('PASS') });
  });
});
