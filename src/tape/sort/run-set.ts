import { join } from 'node:path';
import type { RowTraits } from '../columns.js';
import type { Rows } from '../rows.js';
import type { Stream } from '../stream.js';
import { TapeFileWriter } from '../tape-file-writer.js';
import type { TapeMeta, TapeOrigin } from '../tape-meta.js';
import { withRows } from './with-rows.js';

/** What a run says of where it came from: it is nobody's tape. */
const NOWHERE: TapeOrigin = {
  sources: [],
  tz: 'UTC',
  coverage: { from: null, to: null },
  adjusted: null,
  notices: [],
};

/**
 * Runs: files in a folder, each a tape of its own, its rows in order. A row with something that the run's
 * columns have no room for begins the next one.
 */
export class RunSet {
  readonly #folder: string;
  readonly #files: string[] = [];
  #writer: TapeFileWriter | undefined;
  #layout: RowTraits | undefined;
  #streams: readonly Stream[] = [];
  #traits: RowTraits = { kinds: [], told: [] };

  constructor(folder: string) {
    this.#folder = folder;
  }

  get files(): readonly string[] {
    return this.#files;
  }

  /** What all rows so far are. */
  get traits(): RowTraits {
    return this.#traits;
  }

  /** Appends rows to the run at hand; they come after what is in it. */
  async write(rows: Rows, streams: readonly Stream[]): Promise<void> {
    if (rows.count === 0) return;
    this.#streams = streams;
    this.#traits = withRows(this.#traits, rows, streams);
    if (this.#layout !== this.#traits) await this.end();
    this.#writer ??= await this.#begin();
    await this.#writer.write(rows, streams);
  }

  /** Ends the run at hand, so that what comes next may come before it. */
  async end(): Promise<void> {
    await this.finish(NOWHERE);
  }

  /** Ends the run at hand as a tape; undefined where none is. */
  async finish(origin: TapeOrigin): Promise<TapeMeta | undefined> {
    const said = await this.#writer?.finish(this.#streams, origin);
    // Only now: where that failed `close` has still to let go of the file.
    this.#writer = undefined;
    return said;
  }

  /** Lets go of the file that is being written. */
  async close(): Promise<void> {
    await this.#writer?.close();
  }

  async #begin(): Promise<TapeFileWriter> {
    const file = join(this.#folder, `run-${this.#files.length + 1}`);
    this.#files.push(file);
    this.#layout = this.#traits;
    return await TapeFileWriter.create(file, this.#traits);
  }
}
