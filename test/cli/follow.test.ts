import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { Trade } from '../../src/domain/market-event.js';
import { hashing } from '../../src/journal/journal-hash.js';
import { readJournal } from '../../src/journal/read-journal.js';
import { readRecording } from '../../src/recording/read-recording.js';
import { seeded } from '../hashes/seeded.js';
import { describeWithKafka } from '../kafka/with-kafka.js';
import { writeEvents } from '../sources/kafka/replay/write-events.js';
import { main, ran, root } from './ran.js';
import { scratch } from './scratch.js';

const { path, write } = scratch();

const SYMBOLS = Array.from({ length: 9 }, (_, index) => `S${index}`);
const BEGIN = Date.UTC(2024, 0, 2, 14, 30);
const COUNT = 3_000;

/** Several symbols trade at each instant, in the declared order of such: by symbol. */
const TRADES: readonly Trade[] = Array.from({ length: COUNT }, (_, n) => {
  const at = BEGIN + Math.floor(n / SYMBOLS.length) * 1_000;
  const price = 100 + ((n * 31 + Math.floor(n / 7)) % 97) / 100;
  return { kind: 'trade', symbol: SYMBOLS[n % SYMBOLS.length] ?? '', at, happenedAt: at, price, size: 1_000 };
});

/** Looks at every trade, and holds what its price says. */
const PIPELINE = `
import { definePipeline, target, trades } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
export const restless = definePipeline({
  name: 'restless',
  params: z.strictObject({ symbols: z.array(z.string()).min(1) }),
  feeds: ({ symbols }) => ({ trade$: trades({ symbols }) }),
  flow: ({ trade$ }) =>
    trade$.pipe(
      map(({ symbol, price }) =>
        target({ symbol, quantity: Math.round(price * 100) % 5, because: 'price ' + price }),
      ),
    ),
});
`;

const decisions = async (folder: string): Promise<string> => {
  const { add, digests } = hashing();
  for (const entry of await readJournal(join(folder, 'journal.jsonl'))) add(entry);
  return digests().decisionHash;
};

/** Where the rows that a run has recorded stood in its topic; none while it has not begun. */
const recordedIn = async (folder: string): Promise<readonly string[]> => {
  const places: string[] = [];
  try {
    for await (const inputs of (await readRecording(folder)).inputs()) {
      for (const { input } of inputs) {
        if (input.kind !== 'market' || !input.origin) continue;
        places.push(`${input.origin.partition}/${input.origin.offset}`);
      }
    }
  } catch {
    // What is being written may end anywhere.
  }
  return places;
};

describeWithKafka('paper trading over a topic that is followed', (kafka) => {
  it('decides as a backtest of the file does, each record once, however often it is killed', async () => {
    const words = [write('restless.ts', PIPELINE), '--param', `symbols=${SYMBOLS.join(',')}`];
    const lines = TRADES.map(({ at, symbol, price }) => `${at},${symbol},${price},1000`);
    const file = `file:${write('trades.csv', `time,symbol,price,size\n${lines.join('\n')}\n`)}`;
    const wanted = ran(['backtest', ...words, '--source', file, '--json']);

    const topic = await kafka.topic({ partitions: 4 });
    const random = seeded(4);
    const partitionOf = (): number => Math.floor(random() * 4);
    const writeUpTo = (from: number, to: number) =>
      writeEvents(kafka.client(), { topic, partitionOf, batch: 100 }, TRADES.slice(from, to));
    const out = path('followed');
    const query = `from=begin&symbols=${SYMBOLS.join(',')}&kinds=trade&speed=step&idleMs=400`;
    const paper = ['paper', ...words, '--out', out, '--source', `kafka:${topic}?follow&${query}`];
    const env = { PATH: process.env.PATH, MILLRACE_KAFKA__BROKERS: kafka.address() };
    const begun = () => {
      const child = spawn(process.execPath, [main, ...paper], { cwd: root, env });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      return { child, ended: once(child, 'close').then(() => stderr) };
    };
    const until = async (rows: number): Promise<void> => {
      while ((await recordedIn(out)).length < rows) await pause(50);
    };

    for (const [from, to] of [
      [0, 1_000],
      [1_000, 2_000],
    ] as const) {
      const { child, ended } = begun();
      await writeUpTo(from, to);
      await until(to - 600);
      child.kill('SIGKILL');
      await ended;
    }
    const last = begun();
    await writeUpTo(2_000, COUNT);
    await until(2_100);
    // One run has one follower.
    const second = begun();
    expect(await second.ended).toContain('RECORDING_LOCKED');
    await until(COUNT);
    last.child.kill('SIGTERM');
    expect(await last.ended).toMatch(/taken up again after \d+ inputs/);

    const places = await recordedIn(out);
    expect(places).toHaveLength(COUNT);
    expect(new Set(places).size).toBe(COUNT);
    const { stdout } = await wanted;
    const { run } = JSON.parse(stdout) as { run: { decisionHash: string } }; // as its document says
    expect(await decisions(out)).toBe(run.decisionHash);
    expect((await ran(['verify', out])).stdout).toContain('PASS');
  }, 120_000);
});
