import { keepRows } from './keep-rows.js';
import type { Rows } from './rows.js';
import type { Stream } from './stream.js';

/**
 * Leaves splits and dividends out that come before the first row of their symbol where a range has cut others
 * off: nobody can hold it yet.
 */
export class EarlyActions {
  /** Symbols that have actions, and no row so far. */
  readonly #waiting: Set<string>;

  /** @param streams What the rows' streams mean. */
  constructor(private readonly streams: readonly Stream[]) {
    this.#waiting = new Set(streams.flatMap(({ kind, symbol }) => (kind === 'action' ? [symbol] : [])));
  }

  /** Whether anything may still have to be left out. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** Takes the next rows and leaves out of them what comes too early. */
  leaveOut(rows: Rows): void {
    if (!this.isWaiting) return;
    keepRows(rows, (row) => {
      const stream = this.streams[rows.stream[row] ?? 0];
      if (stream?.kind === 'action') return !this.#waiting.has(stream.symbol);
      if (stream) this.#waiting.delete(stream.symbol);
      return true;
    });
  }
}
