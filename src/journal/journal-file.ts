import { open } from 'node:fs/promises';

/** A journal that is being written. */
export interface JournalFile {
  /** Takes an entry's canonical line; it returns at once, the disk gets whole blocks later. */
  readonly add: (line: string) => void;
  /** Waits until what was handed to the disk is written; whoever adds much awaits it from time to time. */
  readonly settle: () => Promise<void>;
  /** Writes the rest and closes the file. */
  readonly close: () => Promise<void>;
}

/** Few system calls, and small enough that no block holds anything up. */
const BLOCK_CHARACTERS = 65_536;

/**
 * Opens a new journal file of canonical lines, each ended by a newline.
 *
 * What waits in memory is at most a block and what was added since the last `settle`. A disk that fails is
 * told by `settle` and `close`, with the file system's own error.
 */
export const openJournal = async (path: string): Promise<JournalFile> => {
  const file = await open(path, 'w');
  let block: string[] = [];
  let characters = 0;
  let writing: Promise<void> = Promise.resolve();
  const hand = (): void => {
    // Bytes wait outside the heap: text would be carried from one collection of garbage to the next.
    const bytes = Buffer.from(block.join(''));
    block = [];
    characters = 0;
    writing = writing.then(() => file.appendFile(bytes));
    // The failure stays in the chain for settle; without this line Node would end the process first.
    writing.catch(() => undefined);
  };
  return {
    add: (line) => {
      block.push(line, '\n');
      characters += line.length + 1;
      if (characters >= BLOCK_CHARACTERS) hand();
    },
    settle: () => writing,
    close: async () => {
      hand();
      try {
        await writing;
      } finally {
        await file.close();
      }
    },
  };
};
