import { type FileHandle, open } from 'node:fs/promises';
import { MillraceError } from '../../domain/millrace-error.js';
import { shown } from '../shown.js';

/** A row that is left out. */
export interface BadRow {
  readonly path: string;
  /** Null where it is known no more, because rows have been sorted since. */
  readonly line: number | null;
  readonly reason: string;
  readonly raw: string;
}

/** How many rows may be left out: so many, or such a share of all. */
export interface BadLimit {
  readonly text: string;
  readonly count: number;
  readonly share: number;
}

const HEADER = 'file,line,reason,raw\n';
const PENDING_MAX = 1000;

/** Takes rows that are left out, writes them down with their place and reason, and counts them. */
export class Quarantine {
  /** How many, by reason; what differs from row to row is left out of it. */
  readonly reasons = new Map<string, number>();
  count = 0;

  readonly #path: string;
  readonly #limit: BadLimit;
  #pending: string[] = [HEADER];
  #first = '';
  #file: FileHandle | undefined;

  constructor(path: string, limit: BadLimit) {
    this.#path = path;
    this.#limit = limit;
  }

  add({ path, line, reason, raw }: BadRow): void {
    this.count += 1;
    const place = line === null ? path : `${path}:${line}`;
    if (this.count === 1) this.#first = `${place}: ${reason}`;
    const kind = reason.replaceAll(/'[^']*'/g, '…').replaceAll(/\d[\dT:.Z-]*/g, 'N');
    this.reasons.set(kind, (this.reasons.get(kind) ?? 0) + 1);
    this.#pending.push(`${[path, String(line ?? ''), reason, raw].map(quoted).join(',')}\n`);
    // A share is of all rows, which only their end tells.
    if (this.count > this.#limit.count && this.#limit.share === 0) throw this.#tooMany('the first rows');
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
    if (this.count > Math.max(this.#limit.count, this.#limit.share * rows)) throw this.#tooMany(rows);
    if (this.count === 0) return null;
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

  #tooMany(rows: number | string): MillraceError {
    const facts = { bad: this.count, rows, limit: this.#limit.text, first: shown(this.#first) };
    return new MillraceError('ROWS_BAD', facts);
  }
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
