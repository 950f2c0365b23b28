import type { Rows } from './rows.js';
import type { Stream } from './stream.js';
import type { StreamMeta } from './tape-meta.js';

/** How many rows each stream has, and from when to when. */
export class StreamCounts {
  #rows = new Float64Array(64);
  #first = new Float64Array(64);
  #last = new Float64Array(64);

  /** Rows of as many streams as there are by now. */
  add({ count, stream, at }: Rows, streams: number): void {
    if (streams > this.#rows.length) this.#grow(2 * streams);
    const [rows, first, last] = [this.#rows, this.#first, this.#last];
    for (let row = 0; row < count; row += 1) {
      const index = stream[row] ?? 0;
      const before = rows[index] ?? 0;
      if (before === 0) first[index] = at[row] ?? Number.NaN;
      rows[index] = before + 1;
      last[index] = at[row] ?? Number.NaN;
    }
  }

  /** The streams with what is known of each. */
  of(streams: readonly Stream[]): readonly StreamMeta[] {
    return streams.map((stream, index) => {
      const rows = this.#rows[index] ?? 0;
      const [first, last] = [this.#first[index] ?? null, this.#last[index] ?? null];
      return rows === 0 ? { ...stream, rows, first: null, last: null } : { ...stream, rows, first, last };
    });
  }

  #grow(length: number): void {
    const grown = (from: Float64Array): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(length);
      to.set(from);
      return to;
    };
    this.#rows = grown(this.#rows);
    this.#first = grown(this.#first);
    this.#last = grown(this.#last);
  }
}
