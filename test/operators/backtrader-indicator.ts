import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** One indicator of backtrader over the 255 days of its 2006 index file, run and published. */
export interface BacktraderIndicator {
  readonly closes: readonly number[];
  readonly firstIndex: number;
  /** Its lines by name, null where it was silent, rounded to eight digits. */
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  readonly checkIndices: readonly number[];
  /** Text with six digits, as backtrader's own tests print it at `checkIndices`. */
  readonly published: Readonly<Record<string, readonly string[]>>;
}

type Data = (...path: readonly string[]) => string;

/** The file of them all, as far as it is read here. */
interface File {
  readonly indicators: readonly ({ readonly name: string } & Omit<BacktraderIndicator, 'closes'>)[];
}

/** Reads one indicator from the shared reference data. */
export const backtraderIndicator = (data: Data, name: string): BacktraderIndicator => {
  const text = readFileSync(data('backtrader', 'indicators-2006-day-001.json'), 'utf8');
  const found = (JSON.parse(text) as File).indicators.find((indicator) => indicator.name === name);
  if (!found) throw new Error(`backtrader's file has no indicator ${name}`);
  return { ...found, closes: closesOf(data('backtrader', '2006-day-001.txt')) };
};

/** The fifth column of a csv file with a header. */
export const closesOf = (path: string): readonly number[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[4]));

/** Expects one line of an indicator: its silence, every value of the run, the digits that were published. */
export const expectLine = (
  words: readonly number[],
  { firstIndex, series, checkIndices, published }: BacktraderIndicator,
  line: string,
): void => {
  const expected = series[line] ?? [];
  expect(words).toHaveLength(expected.length - firstIndex);
  words.forEach((word, index) => expect(word).toBeCloseTo(expected[index + firstIndex] ?? Number.NaN, 7));
  const digits = checkIndices.map((index) => words[index - firstIndex]?.toFixed(6));
  expect(digits).toEqual(published[line]);
};
