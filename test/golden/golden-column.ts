import { readFileSync } from 'node:fs';
import type { Bar } from 'millrace';

/** A bar as the files of reference indicators have it; what a file does not tell is its close, or null. */
export type PlainBar = Pick<Bar, 'open' | 'high' | 'low' | 'close' | 'volume'>;

/** One published column and what an operator says about the same rows. */
export interface GoldenColumn {
  readonly operator: string;
  readonly reference: string;
  /** NaN where the reference has no value. */
  readonly expected: readonly number[];
  /** One word a row; the operator was silent before the first of them. */
  readonly words: readonly number[];
  /** The largest difference that the reference's own rounding explains. */
  readonly tolerance: number;
}

/** A column held against an operator. */
export interface Difference {
  /** Rows that were compared: all that the reference has. */
  readonly rows: number;
  /** Rows of the reference about which the operator said nothing. */
  readonly unsaid: number;
  readonly largest: number;
}

/** How far an operator is from a column, where the last word stands beside the last row. */
export const differenceOf = ({ expected, words }: GoldenColumn): Difference => {
  const silent = expected.length - words.length;
  const wanted = expected.flatMap((value, row) => (Number.isNaN(value) ? [] : [{ value, row }]));
  const said = wanted.filter(({ row }) => row >= silent);
  return {
    rows: wanted.length,
    unsaid: wanted.length - said.length,
    largest: said.reduce((most, { value, row }) => {
      const away = Math.abs((words[row - silent] ?? Number.NaN) - value);
      // A word that is NaN must not hide behind a comparison.
      return away <= most ? most : away;
    }, 0),
  };
};

/** The rows of a csv file, cell by name of its column. */
export const csvRows = (path: string): readonly Readonly<Record<string, string>>[] => {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']));
  });
};

/** A row as a bar, whichever way its file writes the names. */
export const barOf = (row: Readonly<Record<string, string>>): PlainBar => {
  const cell = (name: string): string => row[name] ?? row[name.toLowerCase()] ?? '';
  const close = Number(cell('Close'));
  const price = (name: string): number => (cell(name) === '' ? close : Number(cell(name)));
  return {
    open: price('Open'),
    high: price('High'),
    low: price('Low'),
    close,
    volume: cell('Volume') === '' ? null : Number(cell('Volume')),
  };
};
