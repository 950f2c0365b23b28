import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Wish } from '../outcome.js';
import { generated } from './generated.js';
import { symbolsOf } from './ticks.js';

/** Trades of many symbols as csv: time, symbol, price to four digits, size. */
export const tradesCsv = async (path: string, wish: Wish): Promise<void> => {
  const symbols = symbolsOf(wish.symbols);
  const file = createWriteStream(path);
  file.write('time,symbol,price,size\n');
  for (const { rows, at, stream, columns } of generated(wish)) {
    let text = '';
    for (let row = 0; row < rows; row += 1) {
      const time = new Date(at[row] ?? 0).toISOString();
      const price = (columns.price?.[row] ?? 0).toFixed(4);
      text += `${time},${symbols[stream[row] ?? 0]},${price},${columns.size?.[row]}\n`;
    }
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
};
