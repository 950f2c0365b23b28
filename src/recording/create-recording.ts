import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { MillraceError } from '../domain/millrace-error.js';
import { type Disk, machineDisk } from './disk.js';
import type { Recording, SegmentContent } from './recording.js';
import { unwritable } from './recording-fault.js';
import { type RecordingOptions, RecordingWriter } from './recording-writer.js';
import { countSegments, runFiles } from './run-folder.js';
import { beginSegmentFolder } from './segment-manifest.js';
import { takeLock } from './take-lock.js';

/**
 * Begins the recording of a run in a folder that is new or empty, and takes its lock.
 *
 * @throws MillraceError RECORDING_LOCKED, RECORDING_PRESENT, RECORDING_FOREIGN, RECORDING_UNWRITABLE.
 */
export const createRecording = async (
  folder: string,
  content: SegmentContent,
  { marketFileBytesMax, disk = machineDisk }: RecordingOptions,
): Promise<Recording> => {
  const unlock = await guarded(folder, async () => {
    await makeFolders(folder, disk);
    return await takeLock(runFiles(folder).lock);
  });
  try {
    await refusePresent(folder);
    const begin = {
      block: 0,
      to: 0,
      toEntry: 0,
      journalBytes: 0,
      inputsBytes: 0,
      market: { file: 0, bytes: 0 },
    };
    const manifest = { segment: 1, block: 1, from: 1, fromEntry: 1, journalBytes: 0, previous: '', content };
    const hash = await guarded(folder, async () => {
      await makeJournal(folder, disk);
      const begun = await beginSegmentFolder(folder, manifest, disk);
      await disk.syncFolder(folder);
      return begun;
    });
    const before = { ...begin, hash };
    return new RecordingWriter({ folder, segment: 1, before, torn: null, disk, marketFileBytesMax, unlock });
  } catch (error) {
    await unlock();
    throw error;
  }
};

const makeJournal = async (folder: string, disk: Disk): Promise<void> => {
  const journal = await disk.open(runFiles(folder).journal);
  await journal.close();
};

/** A folder is on the disk when the folder that it lies in is. */
const makeFolders = async (folder: string, disk: Disk): Promise<void> => {
  const outermost = await mkdir(folder, { recursive: true });
  for (let path = resolve(folder); ; path = dirname(path)) {
    await disk.syncFolder(dirname(path));
    if (outermost === undefined || path === resolve(outermost)) return;
  }
};

/** What a process may have left that was killed before the run had begun. */
const LEFT = /^(lock(\..*)?|\.segment-1)$/;

const refusePresent = async (folder: string): Promise<void> => {
  if ((await countSegments(folder)) > 0) throw new MillraceError('RECORDING_PRESENT', { path: folder });
  const journal = runFiles(folder).journal;
  for (const name of await readdir(folder)) {
    if (LEFT.test(name) || (name === basename(journal) && (await stat(journal)).size === 0)) continue;
    throw new MillraceError('RECORDING_FOREIGN', { path: folder });
  }
};

const guarded = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw unwritable(folder, cause);
  }
};
