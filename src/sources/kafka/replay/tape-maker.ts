import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kind } from '../../../tape/columns.js';
import { readBatches } from '../../../tape/read-batches.js';
import { mergeRows } from '../../../tape/sort/merge-rows.js';
import { TapeSorter } from '../../../tape/sort/tape-sorter.js';
import { openTape } from '../../../tape/tape-file.js';
import type { TapeMeta, TapeOrigin } from '../../../tape/tape-meta.js';

/** Of what a tape is made says the metadata of the last of its parts. */
const PART: TapeOrigin = {
  sources: [],
  tz: 'UTC',
  coverage: { from: null, to: null },
  adjusted: null,
  notices: [],
};

/**
 * Makes a tape of rows of kinds that nobody knows beforehand: room is made for the columns of those that have
 * come, and where one comes later, a second part is begun and both are merged in the end.
 */
export class TapeMaker {
  readonly #folder: string;
  readonly #parts: string[] = [];
  #kinds: readonly Kind[] = [];
  #sorter: TapeSorter | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A sorter with room for rows of some kinds; what it is given comes after all that was given before. */
  async sorterFor(kinds: readonly Kind[]): Promise<TapeSorter> {
    const all = [...new Set([...this.#kinds, ...kinds])];
    if (this.#sorter && all.length === this.#kinds.length) return this.#sorter;
    await this.#endPart();
    this.#kinds = all;
    this.#sorter = await this.#begin();
    return this.#sorter;
  }

  /** Makes one tape of everything and says where it is. */
  async finish(origin: TapeOrigin): Promise<{ readonly file: string; readonly said: TapeMeta }> {
    const sorter = this.#sorter ?? (await this.#begin());
    if (this.#parts.length === 0) return await sorter.finish(origin);
    await this.#endPart();
    const tapes = this.#parts.map(openTape);
    const merged = await this.#begin();
    this.#sorter = merged;
    for (const { meta } of tapes) for (const stream of meta.streams) merged.table.place(stream);
    // By what numbers the parts know streams is looked up once, so it must not change any more.
    merged.table.reorder();
    const inputs = tapes.map((tape) => ({
      streams: tape.meta.streams,
      batches: readBatches(tape, { first: 0, end: tape.meta.batches.length }),
    }));
    const { table, rows, capacity } = merged;
    await mergeRows(inputs, { table, rows, guard: undefined, capacity, settle: () => merged.settle() });
    return await merged.finish(origin);
  }

  async close(): Promise<void> {
    await this.#sorter?.close();
  }

  async #begin(): Promise<TapeSorter> {
    const folder = join(this.#folder, `part-${this.#parts.length + 1}`);
    await mkdir(folder);
    return new TapeSorter({ folder, kinds: this.#kinds, silencesZeros: false });
  }

  async #endPart(): Promise<void> {
    const sorter = this.#sorter;
    this.#sorter = undefined;
    if (sorter) this.#parts.push((await sorter.finish(PART)).file);
  }
}
