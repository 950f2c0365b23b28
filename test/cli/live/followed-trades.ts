import type { Stamped } from '../../../src/domain/input.js';
import type { Trade } from '../../../src/domain/market-event.js';

/** Nine symbols. */
export const FOLLOWED_SYMBOLS: readonly string[] = Array.from({ length: 9 }, (_, index) => `S${index}`);

const BEGIN = Date.UTC(2024, 0, 2, 14, 30);

/** So many trades; several symbols trade at each instant, in the declared order of such: by symbol. */
export const followedTrades = (count: number): readonly Trade[] =>
  Array.from({ length: count }, (_, n) => {
    const at = BEGIN + Math.floor(n / FOLLOWED_SYMBOLS.length) * 1_000;
    const price = 100 + ((n * 31 + Math.floor(n / 7)) % 97) / 100;
    const symbol = FOLLOWED_SYMBOLS[n % FOLLOWED_SYMBOLS.length] ?? '';
    return { kind: 'trade', symbol, at, happenedAt: at, price, size: 1_000 };
  });

/** The same as the text of a file that a backtest reads. */
export const asCsv = (trades: readonly Trade[]): string => {
  const lines = trades.map(({ at, symbol, price }) => `${at},${symbol},${price},1000`);
  return `time,symbol,price,size\n${lines.join('\n')}\n`;
};

/** A row of a topic as a run has recorded it. */
export interface RecordedRow {
  readonly symbol: string;
  readonly at: number;
  readonly price: number;
  /** `partition/offset` */
  readonly place: string;
}

/** Which of what a run has recorded are rows of a topic. */
export const rowsOfTopic = (inputs: readonly Stamped[]): readonly RecordedRow[] =>
  inputs.flatMap(({ input }) => {
    if (input.kind !== 'market' || !input.origin || input.event.kind !== 'trade') return [];
    const { symbol, at, price } = input.event;
    return [{ symbol, at, price, place: `${input.origin.partition}/${input.origin.offset}` }];
  });
