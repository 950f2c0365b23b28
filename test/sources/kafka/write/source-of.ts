import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { MarketEvent } from '../../../../src/domain/market-event.js';
import type { OrderedSource } from '../../../../src/sources/kafka/write/publish-rows.js';
import { readBatches } from '../../../../src/tape/read-batches.js';
import { openTape } from '../../../../src/tape/tape-file.js';
import { written } from '../../../tape/written.js';

/** The rows of a tape, to be written to a topic. */
export const tapeSource = (path: string): OrderedSource => {
  const tape = openTape(path);
  return {
    streams: tape.meta.streams,
    columns: tape.layout.columns,
    batches: () => readBatches(tape, { first: 0, end: tape.meta.batches.length }),
  };
};

const folder = mkdtempSync(join(tmpdir(), 'millrace-topic-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let tapes = 0;

/** A tape of events, removed after the tests of the file; says where it is. */
export const tapeOf = async (events: readonly MarketEvent[]): Promise<string> => {
  const path = join(folder, `rows-${(tapes += 1)}.tape`);
  await written(path, events);
  return path;
};

/** Trades and quotes of some symbols, a fifth of them at the instant of the one before. */
export const ticks = ({ count, from = 1_399_266_000_000 }: { count: number; from?: number }): MarketEvent[] =>
  Array.from({ length: count }, (_, index): MarketEvent => {
    const at = from + (index - (index % 5 === 4 ? 1 : 0)) * 0.25;
    const symbol = ['EUR.USD', 'GOOG', 'SPY', 'AAPL', 'KO'][((index * index) % 7) % 5] ?? '';
    const price = 100 + (index % 100) / 8;
    if (index % 3 === 0) return { kind: 'trade', symbol, at, happenedAt: at, price, size: index % 7 };
    return {
      kind: 'quote',
      symbol,
      at,
      happenedAt: at,
      bid: price,
      ask: price + 0.125,
      bidSize: null,
      askSize: 3,
    };
  });
