import type { BatchColumns } from '../batch.js';
import type { Rows } from '../rows.js';
import type { Stream } from '../stream.js';

/** Copies a row of one table behind the rows of another. */
export type CopyRow = (row: number) => void;

/**
 * How rows go from one table to another; columns are looked up once.
 *
 * @param places Of each stream of the rows the number by which the others name it.
 * @param streams Those of the rows.
 */
export const rowCopier = (
  from: Rows,
  to: Rows,
  { places, streams }: { places: Uint16Array; streams: readonly Stream[] },
): CopyRow => {
  const names = Object.keys(to.columns) as (keyof BatchColumns)[]; // the keys of a table's own columns
  const pairs = names.flatMap((name) => {
    const [source, target] = [from.columns[name], to.columns[name]];
    return source && target ? [{ source, target }] : [];
  });
  // Where rows have no time of their own it is when they were known; bars have none.
  const happened = from.columns.happenedAt ? undefined : to.columns.happenedAt;
  const isBar = streams.map(({ kind }) => kind === 'bar');
  const hasTexts = from.data.length > 0;
  return (row) => {
    const target = to.count;
    const stream = from.stream[row] ?? 0;
    to.stream[target] = places[stream] ?? 0;
    to.at[target] = from.at[row] ?? Number.NaN;
    for (let index = 0; index < pairs.length; index += 1) {
      const pair = pairs[index];
      if (pair) pair.target[target] = pair.source[row] ?? Number.NaN;
    }
    if (happened) happened[target] = isBar[stream] ? Number.NaN : (from.at[row] ?? Number.NaN);
    if (from.lines && to.lines) to.lines[target] = from.lines[row] ?? 0;
    if (hasTexts) to.data[target] = from.data[row] ?? null;
    to.count = target + 1;
  };
};
