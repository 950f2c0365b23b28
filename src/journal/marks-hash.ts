import { createHash, type Hash } from 'node:crypto';
import { byCodePoint } from '../domain/event-order.js';
import type { Marks, SymbolPrices } from '../domain/marks.js';

const BLOCK_BYTES = 65_536;
const NUMBER_BYTES = 8;

/**
 * SHA-256 of marks as bytes; it depends on no file format and on no library's version.
 *
 * First the symbols, by code point, as a JSON list in UTF-8 and a newline. Then of each mark numbers of
 * eight bytes (float64, little-endian, -0 as 0): time in epoch milliseconds, session in days since
 * 1970-01-01, equity, exposure, how many symbols' bars made it, and of each of those, by code point, its
 * place among the symbols (from 0), open, high, low and close.
 */
export const marksHash = (marks: Marks): string => {
  const { length, at, sessionDay, equity, exposure } = marks;
  const sorted = [...marks.prices].toSorted(([a], [b]) => byCodePoint(a, b));
  const hash = createHash('sha256');
  hash.update(`${JSON.stringify(sorted.map(([symbol]) => symbol))}\n`, 'utf8');
  const columns = sorted.map(([, prices]) => prices);
  const next = new Int32Array(columns.length);
  const present = new Int32Array(columns.length);
  const numbers = new Numbers(hash);
  for (let row = 0; row < length; row += 1) {
    let count = 0;
    for (let place = 0; place < columns.length; place += 1) {
      if (columns[place]?.row[next[place] ?? 0] !== row) continue;
      present[count] = place;
      count += 1;
    }
    numbers.add(at[row]);
    numbers.add(sessionDay[row]);
    numbers.add(equity[row]);
    numbers.add(exposure[row]);
    numbers.add(count);
    for (let index = 0; index < count; index += 1) {
      const place = present[index] ?? 0;
      const bar = next[place] ?? 0;
      numbers.add(place);
      addBar(numbers, columns[place], bar);
      next[place] = bar + 1;
    }
  }
  numbers.flush();
  return hash.digest('hex');
};

const addBar = (numbers: Numbers, prices: SymbolPrices | undefined, bar: number): void => {
  numbers.add(prices?.open[bar]);
  numbers.add(prices?.high[bar]);
  numbers.add(prices?.low[bar]);
  numbers.add(prices?.close[bar]);
};

/** Gathers numbers into blocks of bytes: a call of the hash for each would take longer than all the rest. */
class Numbers {
  private readonly block = new DataView(new ArrayBuffer(BLOCK_BYTES));
  private length = 0;

  constructor(private readonly hash: Hash) {}

  add(value = Number.NaN): void {
    if (this.length === BLOCK_BYTES) this.flush();
    // What is added to 0 is never -0.
    this.block.setFloat64(this.length, 0 + value, true);
    this.length += NUMBER_BYTES;
  }

  flush(): void {
    this.hash.update(new Uint8Array(this.block.buffer, 0, this.length));
    this.length = 0;
  }
}
