import type { BatchColumns } from '../batch.js';
import type { Rows } from '../rows.js';
import type { Stream } from '../stream.js';

/** Which rows are copied. */
interface Copied {
  /** The rows by their places; undefined where they stand in their order. */
  readonly order: Uint32Array | undefined;
  /** From which place to which, half-open. */
  readonly start: number;
  readonly end: number;
  /** Of each stream of the rows the number by which the others name it. */
  readonly places: Uint16Array;
  readonly streams: readonly Stream[];
}

type Numbers = Float64Array | Int32Array;

/** Copies many rows of one table behind the rows of another, a column after the other. */
export const copyRows = (from: Rows, to: Rows, copied: Copied): void => {
  const { order, start, end, places, streams } = copied;
  const first = to.count;
  const count = end - start;
  const rowAt = order?.subarray(start, end) ?? sequence(start, count);
  for (let index = 0; index < count; index += 1) {
    to.stream[first + index] = places[from.stream[rowAt[index] ?? 0] ?? 0] ?? 0;
  }
  const put = (source: Numbers | undefined, target: Numbers | undefined): void => {
    if (!source || !target) return;
    if (order) gather(source, target, { rowAt, first });
    else target.set(source.subarray(start, end), first);
  };
  put(from.at, to.at);
  put(from.lines, to.lines);
  const names = Object.keys(to.columns) as (keyof BatchColumns)[]; // the keys of a table's own columns
  for (const name of names) put(from.columns[name], to.columns[name]);
  // Where rows have no time of their own it is when they were known; bars have none.
  const happened = from.columns.happenedAt ? undefined : to.columns.happenedAt;
  if (happened) {
    for (let index = 0; index < count; index += 1) {
      const row = rowAt[index] ?? 0;
      const isBar = streams[from.stream[row] ?? 0]?.kind === 'bar';
      happened[first + index] = isBar ? Number.NaN : (from.at[row] ?? Number.NaN);
    }
  }
  if (from.data.length > 0) {
    for (let index = 0; index < count; index += 1) {
      to.data[first + index] = from.data[rowAt[index] ?? 0] ?? null;
    }
  }
  to.count = first + count;
};

const gather = (
  source: Numbers,
  target: Numbers,
  { rowAt, first }: { readonly rowAt: Uint32Array; readonly first: number },
): void => {
  for (let index = 0; index < rowAt.length; index += 1) {
    target[first + index] = source[rowAt[index] ?? 0] ?? Number.NaN;
  }
};

const sequence = (start: number, count: number): Uint32Array => {
  const rows = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) rows[index] = start + index;
  return rows;
};
