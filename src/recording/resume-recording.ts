import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlockBefore } from './block-order.js';
import { type Disk, machineDisk } from './disk.js';
import { openSegments } from './open-segments.js';
import type { Recording } from './recording.js';
import { missing, unwritable } from './recording-fault.js';
import { type RecordingOptions, RecordingWriter } from './recording-writer.js';
import { countSegments, marketFileNumber, runFiles, segmentFiles } from './run-folder.js';
import { takeLock } from './take-lock.js';

/**
 * Goes on with the recording of a run, in its last segment: takes its lock and cuts off what was torn.
 *
 * @throws MillraceError RECORDING_LOCKED, RECORDING_MISSING, RECORDING_VERSION, RECORDING_DAMAGED,
 * RECORDING_UNWRITABLE.
 */
export const resumeRecording = async (
  folder: string,
  { marketFileBytesMax, disk = machineDisk }: RecordingOptions,
): Promise<Recording> => {
  if ((await countSegments(folder)) === 0) throw missing(folder, 'it has no segment');
  let unlock = async (): Promise<void> => {};
  try {
    unlock = await takeLock(runFiles(folder).lock);
    const { segments, end, torn } = await openSegments(folder);
    const segment = segments.length;
    await settle(folder, { segment, end, disk });
    return new RecordingWriter({ folder, segment, before: end, torn, disk, marketFileBytesMax, unlock });
  } catch (cause) {
    await unlock();
    throw unwritable(folder, cause);
  }
};

/**
 * Cuts the files where the last whole block ends, before anything is written there again, and brings to the
 * disk itself what the process before may not have: from here on it counts as being there.
 */
const settle = async (
  folder: string,
  { segment, end, disk }: { readonly segment: number; readonly end: BlockBefore; readonly disk: Disk },
): Promise<void> => {
  const { journal } = runFiles(folder);
  const files = segmentFiles(runFiles(folder).segment(segment));
  for (const name of await readdir(files.folder)) {
    const number = marketFileNumber(name);
    if (number === null) continue;
    if (number > end.market.file) await rm(join(files.folder, name));
    else await cut(files.market(number), number < end.market.file ? null : end.market.bytes, disk);
  }
  await cut(files.inputs, end.inputsBytes, disk);
  await cut(journal, end.journalBytes, disk);
  await disk.syncFolder(files.folder);
  await disk.syncFolder(folder);
};

/** Cuts a file where it has to end, if that is said, and brings it to the disk. */
const cut = async (path: string, length: number | null, disk: Disk): Promise<void> => {
  const file = await disk.open(path);
  try {
    if (length !== null) await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
};
