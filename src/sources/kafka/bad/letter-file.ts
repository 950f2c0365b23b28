import { open, readFile, truncate } from 'node:fs/promises';
import { systemError } from '../../../domain/system-error.js';
import type { DeadLetter } from './dead-letter.js';
import { KnownLetters } from './known-letters.js';
import type { LetterPlace } from './letter-place.js';

/** A file of records that were left out, a line each, which grows while a topic is followed. */
export class LetterFile implements LetterPlace {
  readonly #path: string;
  #known: KnownLetters | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async put(letters: readonly DeadLetter[]): Promise<void> {
    this.#known ??= await this.#open();
    const known = this.#known;
    const fresh = letters.filter((letter) => !known.has(letter));
    if (fresh.length === 0) return;
    const file = await open(this.#path, 'a');
    try {
      await file.appendFile(fresh.map((letter) => `${JSON.stringify(letter)}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
    for (const letter of fresh) known.add(letter);
  }

  /** Nothing of it is held open. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** What stands there; a last line that a killed process left in the middle is taken away. */
  async #open(): Promise<KnownLetters> {
    const bytes = await readFile(this.#path).catch((cause: unknown) => {
      if (systemError(cause).code === 'ENOENT') return Buffer.alloc(0);
      throw cause;
    });
    const end = bytes.lastIndexOf('\n') + 1;
    if (end < bytes.length) await truncate(this.#path, end);
    const known = new KnownLetters();
    for (const line of bytes.toString('utf8', 0, end).split('\n').slice(0, -1)) {
      known.stood(JSON.parse(line) as DeadLetter); // what was put
    }
    return known;
  }
}
