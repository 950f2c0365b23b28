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
    if (torn) await cutOff(folder, { segment, end, disk });
    const { block, to: serial, toEntry: entry, ...rest } = end;
    const start = { block, serial, entry, ...rest };
    return new RecordingWriter({ folder, segment, start, torn, disk, marketFileBytesMax, unlock });
  } catch (cause) {
    await unlock();
    throw unwritable(folder, cause);
  }
};

/** Cuts the files where the last whole block ends, before anything is written there again. */
const cutOff = async (
  folder: string,
  { segment, end, disk }: { readonly segment: number; readonly end: BlockBefore; readonly disk: Disk },
): Promise<void> => {
  const files = segmentFiles(runFiles(folder).segment(segment));
  for (const name of await readdir(files.folder)) {
    if ((marketFileNumber(name) ?? 0) > end.market.file) await rm(join(files.folder, name));
  }
  await cut(files.inputs, end.inputsBytes, disk);
  await cut(runFiles(folder).journal, end.journalBytes, disk);
  if (end.market.file > 0) await cut(files.market(end.market.file), end.market.bytes, disk);
  await disk.syncFolder(files.folder);
};

const cut = async (path: string, length: number, disk: Disk): Promise<void> => {
  const file = await disk.open(path);
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
};
