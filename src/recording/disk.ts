import { constants } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';

/** The files as a recording writes them; a test puts a failing one in its place. */
export interface Disk {
  /** Opens a file to write at any place; one that is not there is made. */
  readonly open: (path: string) => Promise<DiskFile>;
  /** Makes a folder; one that is there already serves as well. */
  readonly makeFolder: (path: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Brings the names in a folder to the disk itself. */
  readonly syncFolder: (path: string) => Promise<void>;
}

/** A file that is being written. */
export interface DiskFile {
  /** Writes all of the bytes at a place. */
  readonly write: (bytes: Uint8Array, position: number) => Promise<void>;
  /** Brings what was written to the disk itself. */
  readonly sync: () => Promise<void>;
  readonly truncate: (length: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The machine's own files. */
export const machineDisk: Disk = {
  open: async (path) => {
    // Not 'r+', which makes no file, nor 'a', which would write at the end whatever the place.
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o666);
    return {
      write: async (bytes, position) => {
        for (let written = 0; written < bytes.length; ) {
          const { bytesWritten } = await file.write(
            bytes,
            written,
            bytes.length - written,
            position + written,
          );
          written += bytesWritten;
        }
      },
      sync: () => file.datasync(),
      truncate: (length) => file.truncate(length),
      close: () => file.close(),
    };
  },
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  rename,
  syncFolder: async (path) => {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};
