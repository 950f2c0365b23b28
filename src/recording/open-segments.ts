import { existsSync } from 'node:fs';
import type { BlockBefore } from './block-order.js';
import { findEnd, type RecordingEnd } from './find-end.js';
import type { Segment } from './recording.js';
import { damaged, missing } from './recording-fault.js';
import { countSegments, runFiles, segmentFiles } from './run-folder.js';
import { readManifest, type SegmentManifest } from './segment-manifest.js';

/** A segment with the place of its blocks. */
export interface SegmentPlace {
  readonly about: Segment;
  readonly folder: string;
  readonly begin: BlockBefore;
  /** Its last block; 0 or the last of the segment before where it has none. */
  readonly lastBlock: number;
}

/** The segments of a run, and where the last of them ends. */
export interface OpenedSegments extends RecordingEnd {
  readonly segments: readonly SegmentPlace[];
}

/**
 * Finds the segments of a run; blocks that were on the disk for certain are checked when they are read.
 *
 * @param checksJournal False where somebody else holds the journal against what should stand there.
 */
export const openSegments = async (folder: string, checksJournal = true): Promise<OpenedSegments> => {
  const count = await countSegments(folder);
  if (count === 0) throw missing(folder, 'it has no segment');
  const read: { readonly manifest: SegmentManifest; readonly hash: string }[] = [];
  for (let segment = 1; segment <= count; segment += 1) read.push(await readManifest(folder, segment));
  const begins = read.map(beginOf);
  for (const [index, begin] of begins.entries()) assertInputs(runFiles(folder).segment(index + 1), begin);
  const begin = begins.at(-1);
  if (!begin) throw missing(folder, 'it has no segment');
  const { end, torn } = await findEnd(folder, { segment: count, begin, checksJournal });
  const segments = read.map(({ manifest: { segment, from, fromEntry, content } }, index): SegmentPlace => {
    const next = read[index + 1]?.manifest;
    const to = next ? next.from - 1 : end.to;
    const toEntry = next ? next.fromEntry - 1 : end.toEntry;
    const hash = next?.previous ?? end.hash;
    return {
      about: { segment, content, from, to, fromEntry, toEntry, hash },
      folder: runFiles(folder).segment(segment),
      begin: begins[index] ?? begin,
      lastBlock: next ? next.block - 1 : end.block,
    };
  });
  return { segments, end, torn };
};

/** A segment has its log of inputs from its first instant on: without it something was taken away. */
const assertInputs = (path: string, { block, to }: BlockBefore): void => {
  if (existsSync(segmentFiles(path).inputs)) return;
  throw damaged({ path, block: block + 1, from: to + 1, to: null }, 'its inputs are gone');
};

const beginOf = ({
  manifest,
  hash,
}: {
  readonly manifest: SegmentManifest;
  readonly hash: string;
}): BlockBefore => ({
  block: manifest.block - 1,
  to: manifest.from - 1,
  toEntry: manifest.fromEntry - 1,
  hash,
  inputsBytes: 0,
  journalBytes: manifest.journalBytes,
  market: { file: 0, bytes: 0 },
});
