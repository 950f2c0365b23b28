import type { Layout } from './layout.js';

/** Where one column lies in the body of a batch. */
export interface Region {
  /** Of the bits that say which rows have a value; -1 where all have one. */
  readonly validity: number;
  /** Of the ends of texts; -1 where it has none. */
  readonly offsets: number;
  readonly values: number;
  /** Bytes of the values, without what fills up the last line. */
  readonly length: number;
}

/** Where everything lies in the body of a batch. */
export interface BodyPlan {
  readonly at: Region;
  readonly stream: Region;
  readonly labels: readonly Region[];
  readonly columns: readonly Region[];
  readonly length: number;
}

/** Every column begins on a line of the processor's cache. */
const LINE = 64;
const BYTES = { number: 8, count: 8, instant: 8, day: 4, text: 0 } as const;

/** The next place on a line. */
export const onLine = (offset: number): number => Math.ceil(offset / LINE) * LINE;

/**
 * Where the columns of a batch lie: told by layout, rows and the length of its texts alone, so that a reader
 * that has checked the bytes needs no more than these.
 */
export const bodyPlan = ({ labels, columns }: Layout, rows: number, textBytes: number): BodyPlan => {
  let end = 0;
  const take = (bytes: number): number => {
    const start = end;
    end = onLine(start + bytes);
    return start;
  };
  const region = (isNullable: boolean, length: number, hasOffsets = false): Region => ({
    validity: isNullable ? take(Math.ceil(rows / 8)) : -1,
    offsets: hasOffsets ? take((rows + 1) * 4) : -1,
    values: take(length),
    length,
  });
  const plan = {
    at: region(false, rows * 8),
    stream: region(false, rows * 2),
    labels: labels.map(({ isNullable }) => region(isNullable, rows * 2)),
    columns: columns.map(({ type, isNullable }) => {
      const isText = type === 'text';
      return region(isNullable, isText ? textBytes : rows * BYTES[type], isText);
    }),
  };
  return { ...plan, length: end };
};
