import type { Rows } from '../../src/tape/rows.js';
import type { Wish } from '../outcome.js';
import { randomFrom } from './random.js';

const START = Date.UTC(2010, 0, 4);

/** Names of that many symbols. */
export const symbolsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `S${String(index).padStart(2, '0')}`);

/** Puts one random trade after the other, of all symbols in turn of chance, some 12 ms apart. */
export const tickMaker = ({ seed, symbols }: Wish): ((rows: Rows) => void) => {
  const random = randomFrom(seed);
  const prices = new Float64Array(symbols).fill(100);
  let at = START;
  return (rows) => {
    const { columns, count: row } = rows;
    at += Math.floor(random() * 25);
    const symbol = Math.floor(random() * symbols);
    const price = (prices[symbol] ?? 100) * (1 + (random() - 0.5) * 0.0004);
    prices[symbol] = price;
    rows.stream[row] = symbol;
    rows.at[row] = at;
    if (columns.price) columns.price[row] = price;
    if (columns.size) columns.size[row] = 1 + Math.floor(random() * 500);
    rows.count = row + 1;
  };
};
