import { appendFile, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeadLetter } from './dead-letter.js';

/** Characters that may wait in memory. */
const WAITING_MAX = 1 << 22;

/**
 * Lines of records that are left out, in a file for each partition: partitions come in any order, and what is
 * made of them in the end must not depend on it.
 */
export class DeadLetterFiles {
  readonly #folder: string;
  readonly #waiting = new Map<number, string[]>();
  readonly #partitions = new Set<number>();
  #length = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(letter: DeadLetter): void {
    const line = `${JSON.stringify(letter)}\n`;
    const lines = this.#waiting.get(letter.partition) ?? [];
    lines.push(line);
    this.#waiting.set(letter.partition, lines);
    this.#length += line.length;
  }

  /** Writes what has gathered where that is much. */
  async settle(): Promise<void> {
    if (this.#length > WAITING_MAX) await this.#write();
  }

  /** Puts all lines into one file, by partition and offset, and says where it is. */
  async finish(): Promise<string> {
    await this.#write();
    const path = join(this.#folder, 'dead-letters.jsonl');
    const file = await open(path, 'wx');
    try {
      for (const partition of [...this.#partitions].sort((a, b) => a - b)) {
        await file.appendFile(await readFile(this.#pathOf(partition)));
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return path;
  }

  async #write(): Promise<void> {
    for (const [partition, lines] of this.#waiting) {
      await appendFile(this.#pathOf(partition), lines.join(''));
      this.#partitions.add(partition);
    }
    this.#waiting.clear();
    this.#length = 0;
  }

  #pathOf(partition: number): string {
    return join(this.#folder, `dead-letters-${partition}.jsonl`);
  }
}
