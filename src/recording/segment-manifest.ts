import { readFile } from 'node:fs/promises';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import { segmentHash } from './block-line.js';
import type { Disk } from './disk.js';
import type { SegmentContent } from './recording.js';
import { damaged, missing } from './recording-fault.js';
import { runFiles, segmentFiles } from './run-folder.js';
import { isSealed, sealedLine } from './sealed-line.js';

/** The version of the files; a reader of one version refuses every other. */
const RECORDING_VERSION = 1;

/** Where a segment begins, and what it says of itself. */
export interface SegmentManifest {
  readonly segment: number;
  /** Its first block, serial and line of the journal, and where that line lies. */
  readonly block: number;
  readonly from: number;
  readonly fromEntry: number;
  readonly journalBytes: number;
  /** The hash of the segments before. */
  readonly previous: string;
  readonly content: SegmentContent;
}

/**
 * Makes the folder of a segment aside, then puts it in place, which is certain once the run's folder is on
 * the disk; gives the hash that its blocks go on from.
 */
export const beginSegmentFolder = async (
  folder: string,
  manifest: SegmentManifest,
  disk: Disk,
): Promise<string> => {
  const place = runFiles(folder);
  const aside = segmentFiles(place.aside(manifest.segment));
  const text = sealedLine(JSON.stringify({ v: RECORDING_VERSION, ...manifest }).slice(0, -1));
  await disk.makeFolder(aside.folder);
  for (const [path, bytes] of [
    [aside.manifest, Buffer.from(text)],
    [aside.inputs, Buffer.alloc(0)],
  ] as const) {
    const file = await disk.open(path);
    try {
      await file.truncate(0);
      await file.write(bytes, 0);
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await disk.syncFolder(aside.folder);
  await disk.rename(aside.folder, place.segment(manifest.segment));
  return segmentHash(manifest.previous, text);
};

/** Reads where a segment begins, and the hash that its blocks go on from. */
export const readManifest = async (
  folder: string,
  segment: number,
): Promise<{ readonly manifest: SegmentManifest; readonly hash: string }> => {
  const path = segmentFiles(runFiles(folder).segment(segment)).manifest;
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw missing(folder, messageOf(cause));
  });
  if (!text.endsWith('\n') || !isSealed(text.slice(0, -1))) {
    throw damaged({ path, block: 0, from: 0, to: null }, 'it is not as it was written');
  }
  // The checksum says that it is what a writer of some version wrote, and every version says which it is.
  const { v, ...manifest } = JSON.parse(text) as SegmentManifest & { readonly v: number };
  if (v !== RECORDING_VERSION) {
    throw new MillraceError('RECORDING_VERSION', { path, version: v, known: RECORDING_VERSION });
  }
  return { manifest, hash: segmentHash(manifest.previous, text) };
};
