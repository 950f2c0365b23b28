import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from '@jest/globals';
import { seeded } from './seeded.js';

const samples = resolve(import.meta.dirname, '../../samples');
const rowsOf = (name: string): readonly string[] =>
  readFileSync(join(samples, name), 'utf8').trim().split('\n').slice(1);

/** A row of a csv and the instant it stands for. */
interface Row {
  readonly symbol: string;
  readonly at: string;
  readonly cells: string;
}

/** One kind of data of two symbols that often share an instant, and what a URI has to say of its files. */
export interface Market {
  readonly name: string;
  readonly columns: string;
  readonly rows: readonly Row[];
  readonly query: string;
}

/** Four years of daily bars of SPY and AAPL. */
export const days = (): Market => ({
  name: 'days',
  columns: 'open,high,low,close,volume',
  query: 'every=1d&adjust=none',
  rows: ['SPY', 'AAPL'].flatMap((symbol) =>
    rowsOf(`${symbol}.csv`)
      .slice(-1_000)
      .map((line) => ({ symbol, at: line.slice(0, 10), cells: line.slice(11) })),
  ),
});

/**
 * A day of quotes of two currencies from the day's first instant on, at times of UTC-05 without a zone in
 * them; the second is the first one turned upside down.
 */
export const quotes = (): Market => ({
  name: 'quotes',
  columns: 'bid,ask',
  query: 'tz=Etc/GMT%2B5',
  rows: rowsOf('EUR.USD.csv')
    .filter((_, place) => place % 6 === 0)
    .flatMap((line) => {
      const [time = '', bid = '', ask = ''] = line.split(',');
      const at = new Date(Date.parse(time) + YEARS_MS).toISOString().slice(0, 23).replace('T', ' ');
      const turned = [ask, bid].map((price) => (2.8 - Number(price)).toFixed(5)).join(',');
      return [
        { symbol: 'ONE', at, cells: `${bid},${ask}` },
        { symbol: 'TWO', at, cells: turned },
      ];
    }),
});

/** From 2014-05-05 05:00 to 2019-05-05 19:00, which is midnight of the 6th in UTC when read as UTC-05. */
const YEARS_MS = Date.UTC(2019, 4, 5, 19) - Date.UTC(2014, 4, 5, 5);

const grouped = (rows: readonly Row[], by: 'at' | 'symbol'): ReadonlyMap<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row[by], [...(groups.get(row[by]) ?? []), row]);
  return groups;
};

/** Rows by instant, and those of one instant mixed; each symbol's own rows stay in their order. */
const mixed = (rows: readonly Row[], random: () => number): readonly Row[] =>
  [...grouped(rows, 'at')]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, together]) => {
      const queues = [...grouped(together, 'symbol').values()];
      return together.flatMap(() => {
        const waiting = queues.filter(({ length }) => length > 0);
        return waiting[Math.floor(random() * waiting.length)]?.shift() ?? [];
      });
    });

/** A folder that is removed after the tests of a file, and ways to write a market into it. */
export const marketFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-hashes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, lines: readonly string[]): string => {
    writeFileSync(path(name), `${lines.join('\n')}\n`);
    return path(name);
  };
  return {
    path,
    write,
    /** One file of both symbols, the rows of an instant in an order that the seed decides; gives its URI. */
    together: ({ name, columns, rows, query }: Market, seed: number): readonly string[] => {
      const lines = mixed(rows, seeded(seed)).map(({ at, symbol, cells }) => `${at},${symbol},${cells}`);
      const file = write(`${name}-${seed}.csv`, [`time,symbol,${columns}`, ...lines]);
      return [`file:${file}?${query}`];
    },
    /** A file for each symbol; gives their URIs. */
    apart: ({ name, columns, rows, query }: Market): readonly string[] =>
      [...new Set(rows.map(({ symbol }) => symbol))].map((symbol) => {
        const own = rows.filter((row) => row.symbol === symbol).map(({ at, cells }) => `${at},${cells}`);
        const path = write(`${name}-${symbol}.csv`, [`time,${columns}`, ...own]);
        return `file:${path}?${query}&symbol=${symbol}`;
      }),
  };
};
