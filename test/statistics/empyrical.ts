import { readFileSync } from 'node:fs';

type Value = number | 'NaN' | 'Infinity' | '-Infinity';

interface Series {
  readonly dates: readonly string[];
  readonly values: readonly Value[] | { readonly columns: Readonly<Record<string, readonly Value[]>> };
}

/** A series, named or written out, or one number. */
type Argument =
  | number
  | readonly number[]
  | { readonly $series: string }
  | { readonly $tail1: string }
  | { readonly $neg: string }
  | { readonly $inline: readonly number[]; readonly dates: readonly string[] };

/** A published result of empyrical. */
export interface Case {
  readonly fn: string;
  readonly args: Readonly<Record<string, Argument | string>>;
  readonly expected: unknown;
  readonly decimals: number;
  readonly verified: boolean;
}

/** Returns with their days, as many columns as the series has. */
export interface Column {
  readonly dates: readonly string[];
  readonly values: readonly number[];
}

/** The published cases, with everything in them as plain numbers. */
export interface Cases {
  readonly cases: readonly Case[];
  /** The columns that an argument of a case stands for, one unless it is a table. */
  readonly columnsOf: (argument: Argument | string | undefined) => readonly Column[];
}

/** Reads the published cases. */
export const empyricalCases = (path: string): Cases => {
  const file = JSON.parse(readFileSync(path, 'utf8')) as { series: Record<string, Series>; cases: Case[] };
  const named = (name: string): readonly Column[] => {
    const { dates = [], values = [] } = file.series[name] ?? {};
    const columns = 'columns' in values ? Object.values(values.columns) : [values];
    return columns.map((column) => ({ dates, values: column.map(Number) }));
  };
  const columnsOf = (argument: Argument | string | undefined): readonly Column[] => {
    if (argument === undefined || typeof argument === 'string') throw new Error('no series');
    if (typeof argument === 'number') return [{ dates: [], values: [argument] }];
    if ('$inline' in argument) return [{ dates: argument.dates, values: argument.$inline }];
    if ('$series' in argument) return named(argument.$series);
    if ('$tail1' in argument) {
      return named(argument.$tail1).map(({ dates, values }) => ({
        dates: dates.slice(1),
        values: values.slice(1),
      }));
    }
    if ('$neg' in argument) {
      return named(argument.$neg).map(({ dates, values }) => ({
        dates,
        values: values.map((value) => -value),
      }));
    }
    return [{ dates: argument.map((_, row) => String(row)), values: argument }];
  };
  return { cases: file.cases, columnsOf };
};

/** Two columns day by day, NaN where one has none: what pandas does before empyrical compares them. */
export const aligned = (left: Column, right: Column): readonly [readonly number[], readonly number[]] => {
  const dates = [...new Set([...left.dates, ...right.dates])].sort();
  const on = ({ dates: days, values }: Column) => {
    const byDate = new Map(days.map((date, row) => [date, values[row] ?? Number.NaN]));
    return dates.map((date) => byDate.get(date) ?? Number.NaN);
  };
  return [on(left), on(right)];
};
