import { open } from 'node:fs/promises';

/** A journal that is being written. */
export interface JournalFile {
  /** Takes an entry's canonical line in bytes; it returns at once, the disk gets whole blocks later. */
  readonly add: (line: Uint8Array) => void;
  /** Waits until what was handed to the disk is written; whoever adds much awaits it from time to time. */
  readonly settle: () => Promise<void>;
  /** Writes the rest and closes the file. */
  readonly close: () => Promise<void>;
}

/** Few system calls, and small enough that no block holds anything up. */
const BLOCK_BYTES = 65_536;
const NEWLINE = 0x0a;

/**
 * Opens a new journal file of canonical lines, each ended by a newline.
 *
 * What waits in memory is at most a block and what was added since the last `settle`. A disk that fails is
 * told by `settle` and `close`, with the file system's own error.
 */
export const openJournal = async (path: string): Promise<JournalFile> => {
  const file = await open(path, 'w');
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  let length = 0;
  let writing: Promise<void> = Promise.resolve();
  const hand = (bytes: Uint8Array): void => {
    writing = writing.then(() => file.appendFile(bytes));
    // The failure stays in the chain for settle; without this line Node would end the process first.
    writing.catch(() => undefined);
  };
  const handBlock = (): void => {
    // The disk takes its time, and the block is filled again meanwhile.
    hand(Buffer.from(block.subarray(0, length)));
    length = 0;
  };
  return {
    add: (line) => {
      if (line.length >= BLOCK_BYTES - length) handBlock();
      if (line.length >= BLOCK_BYTES) return hand(Buffer.concat([line, Buffer.of(NEWLINE)]));
      block.set(line, length);
      block[length + line.length] = NEWLINE;
      length += line.length + 1;
    },
    settle: () => writing,
    close: async () => {
      handBlock();
      try {
        await writing;
      } finally {
        await file.close();
      }
    },
  };
};
