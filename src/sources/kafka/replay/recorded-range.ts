import { readFile, writeFile } from 'node:fs/promises';
import type { LeftOut } from '../bad/left-out.js';
import type { FirstBatch } from './first-batches.js';
import type { PartitionRange } from './partition-reading.js';
import type { PartitionRead } from './read-topic.js';

/** What a tape of a topic was read from. */
export interface RecordedRange {
  readonly partitions: readonly (PartitionRead & { readonly first: FirstBatch | null })[];
  /** Events that were left out because they came too late. */
  readonly dropped: number;
  /** Records that were left out because they could not be read; null where all could. */
  readonly bad: LeftOut | null;
}

/** Where it stands beside its tape. */
const besideOf = (tape: string): string => `${tape}.range`;

/** Writes beside a tape what it was read from. */
export const writeRange = async (tape: string, range: RecordedRange): Promise<void> =>
  writeFile(besideOf(tape), JSON.stringify(range));

/** Reads what a tape was read from; undefined where nobody says. */
export const readRecorded = async (tape: string): Promise<RecordedRange | undefined> => {
  try {
    return JSON.parse(await readFile(besideOf(tape), 'utf8')) as RecordedRange; // what `writeRange` wrote
  } catch {
    return undefined;
  }
};

/** Whether a topic has the same in a range as when it was read. */
export const isSame = (
  recorded: RecordedRange,
  now: { readonly partitions: readonly PartitionRange[]; readonly firsts: readonly (FirstBatch | null)[] },
): boolean =>
  recorded.partitions.length === now.partitions.length &&
  recorded.partitions.every((was, index) => {
    const is = now.partitions[index];
    if (is === undefined || was.partition !== is.partition || was.start !== is.start) return false;
    const first = now.firsts[index] ?? null;
    const isEnded = was.isClosed ? is.end >= was.end : is.end === was.end;
    return isEnded && JSON.stringify(was.first) === JSON.stringify(first);
  });
