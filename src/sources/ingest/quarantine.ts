import { type FileHandle, open } from 'node:fs/promises';
import { csvField } from '../../domain/csv-field.js';
import { type BadLimit, BadTally } from './bad-tally.js';

/** A row that is left out. */
export interface BadRow {
  readonly path: string;
  /** Null where it is known no more, because rows have been sorted since. */
  readonly line: number | null;
  readonly reason: string;
  readonly raw: string;
}

const HEADER = 'file,line,reason,raw\n';
const PENDING_MAX = 1000;

/** Takes rows that are left out, writes them down with their place and reason, and counts them. */
export class Quarantine {
  readonly tally: BadTally;

  readonly #path: string;
  #pending: string[] = [HEADER];
  #file: FileHandle | undefined;

  constructor(path: string, limit: BadLimit) {
    this.#path = path;
    this.tally = new BadTally(limit);
  }

  /** @throws MillraceError ROWS_BAD where it is one too many. */
  add({ path, line, reason, raw }: BadRow): void {
    this.#pending.push(`${[path, String(line ?? ''), reason, raw].map(csvField).join(',')}\n`);
    this.tally.add(line === null ? path : `${path}:${line}`, reason);
  }

  /** Writes what has gathered. */
  async settle(): Promise<void> {
    if (this.#pending.length >= PENDING_MAX) await this.#write();
  }

  /**
   * Ends it.
   *
   * @param rows How many rows there were, bad ones too.
   * @returns Its file, or null where nothing was left out.
   * @throws MillraceError ROWS_BAD where that was too many.
   */
  async finish(rows: number): Promise<string | null> {
    this.tally.check(rows);
    if (this.tally.count === 0) return null;
    await this.#write();
    await this.#file?.sync();
    await this.close();
    return this.#path;
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #write(): Promise<void> {
    this.#file ??= await open(this.#path, 'wx');
    await this.#file.writeFile(this.#pending.join(''));
    this.#pending = [];
  }
}
