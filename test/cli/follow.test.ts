import { expect, it } from '@jest/globals';
import { seeded } from '../hashes/seeded.js';
import { describeWithKafka } from '../kafka/with-kafka.js';
import { writeEvents } from '../sources/kafka/replay/write-events.js';
import { decisionsOf } from './decisions-of.js';
import { asCsv, FOLLOWED_SYMBOLS, followedTrades, rowsOfTopic } from './live/followed-trades.js';
import { processes } from './processes.js';
import { millrace, ran } from './ran.js';
import { RESTLESS } from './restless.js';
import { scratch } from './scratch.js';
import type { Spawned } from './spawned.js';
import { recordedIn, untilRecorded } from './until-recorded.js';

const { path, write } = scratch();
const start = processes();

const COUNT = 3_000;
const TRADES = followedTrades(COUNT);
const SYMBOLS = FOLLOWED_SYMBOLS;

describeWithKafka('paper trading over a topic that is followed', (kafka) => {
  it('decides as a backtest of the file does, each record once, however often it is killed', async () => {
    const words = [write('restless.ts', RESTLESS), '--param', `symbols=${SYMBOLS.join(',')}`];
    const file = `file:${write('trades.csv', asCsv(TRADES))}`;
    const wanted = ran(['backtest', ...words, '--source', file, '--json']);

    const topic = await kafka.topic({ partitions: 4 });
    const random = seeded(4);
    const partitionOf = (): number => Math.floor(random() * 4);
    const writeUpTo = (from: number, to: number) =>
      writeEvents(kafka.client(), { topic, partitionOf, batch: 100 }, TRADES.slice(from, to));
    const out = path('followed');
    const query = `from=begin&symbols=${SYMBOLS.join(',')}&kinds=trade&speed=step&idleMs=400`;
    const paper = ['paper', ...words, '--out', out, '--source', `kafka:${topic}?follow&${query}`];
    const begun = () => start(millrace(paper), { MILLRACE_KAFKA__BROKERS: kafka.address() });
    const until = (run: Spawned, rows: number) =>
      untilRecorded(run, out, (inputs) => rowsOfTopic(inputs).length >= rows);

    for (const [from, to] of [
      [0, 1_000],
      [1_000, 2_000],
    ] as const) {
      const run = begun();
      await writeUpTo(from, to);
      await until(run, to - 600);
      run.child.kill('SIGKILL');
      await run.ended;
    }
    const last = begun();
    await writeUpTo(2_000, COUNT);
    await until(last, 2_100);
    // One run has one follower.
    const second = begun();
    expect((await second.ended).stderr).toContain('RECORDING_LOCKED');
    await until(last, COUNT);
    last.child.kill('SIGTERM');
    expect((await last.ended).stderr).toMatch(/taken up again after \d+ inputs/);

    const places = rowsOfTopic(await recordedIn(out)).map(({ place }) => place);
    expect(places).toHaveLength(COUNT);
    expect(new Set(places).size).toBe(COUNT);
    const { stdout } = await wanted;
    const { run } = JSON.parse(stdout) as { run: { decisionHash: string } }; // as its document says
    expect(await decisionsOf(out)).toBe(run.decisionHash);
    expect((await ran(['verify', out])).stdout).toContain('PASS');
  }, 120_000);
});
