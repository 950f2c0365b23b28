import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { missing } from './recording-fault.js';

/** Paths of the files of a run. */
export interface RunFiles {
  readonly lock: string;
  readonly journal: string;
  /** The folder of a segment, and the one in which it is made. */
  readonly segment: (segment: number) => string;
  readonly aside: (segment: number) => string;
}

/** The files of a run in its folder. */
export const runFiles = (folder: string): RunFiles => ({
  lock: join(folder, 'lock'),
  journal: join(folder, 'journal.jsonl'),
  segment: (segment: number): string => join(folder, `segment-${segment}`),
  aside: (segment: number): string => join(folder, `.segment-${segment}`),
});

/** Paths of the files of a segment. */
export interface SegmentFiles {
  readonly folder: string;
  readonly manifest: string;
  readonly inputs: string;
  readonly market: (file: number) => string;
}

/** The files of a segment in its folder. */
export const segmentFiles = (folder: string): SegmentFiles => ({
  folder,
  manifest: join(folder, 'manifest.json'),
  inputs: join(folder, 'inputs.jsonl'),
  market: (file: number): string => join(folder, `market-${file}.arrow`),
});

/** The number of a market file by its name; null for any other file. */
export const marketFileNumber = (name: string): number | null => {
  const number = /^market-(\d+)\.arrow$/.exec(name)?.[1];
  return number === undefined ? null : Number(number);
};

/** How many segments a run has; 0 for a folder without any, or none at all. */
export const countSegments = async (folder: string): Promise<number> => {
  const names = await readdir(folder).catch(() => []);
  const numbers = names.flatMap((name) => /^segment-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  const count = Math.max(0, ...numbers);
  if (numbers.length < count) throw missing(folder, `it has ${numbers.length} of its ${count} segments`);
  return count;
};
