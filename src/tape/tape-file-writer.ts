import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { FileBlock } from 'apache-arrow/ipc/metadata/file';
import { ColumnBatch } from './column-batch.js';
import type { RowTraits } from './columns.js';
import { type Body, bodyEncoder } from './encode-body.js';
import { type Words, wordsOf } from './labels.js';
import { type Layout, layoutOf, schemaOf } from './layout.js';
import { batchMessage, dictionaryBytes, headBytes } from './messages.js';
import type { Rows } from './rows.js';
import { RowsHash } from './rows-hash.js';
import type { Stream } from './stream.js';
import { StreamCounts } from './stream-counts.js';
import { endBytes } from './tape-end.js';
import { type BatchMeta, META_KEY, type TapeMeta, type TapeOrigin } from './tape-meta.js';

/**
 * Writes a tape batch by batch and keeps nothing of it: rows go into one buffer that is used again and again.
 * What it writes is no tape before `finish` has come to its end.
 */
export class TapeFileWriter {
  readonly layout: Layout;
  readonly #traits: RowTraits;
  readonly #encode: (rows: Rows, words: readonly Words[]) => Body;
  readonly #hash = new RowsHash();
  readonly #counts = new StreamCounts();
  readonly #batches: BatchMeta[] = [];
  readonly #blocks: FileBlock[] = [];
  #position = 0;
  #head = 0;

  private constructor(
    private readonly file: FileHandle,
    traits: RowTraits,
  ) {
    this.#traits = traits;
    this.layout = layoutOf(traits);
    this.#encode = bodyEncoder(this.layout);
  }

  /** Begins a file at a path where none may be. */
  static async create(path: string, traits: RowTraits): Promise<TapeFileWriter> {
    const writer = new TapeFileWriter(await open(path, 'wx'), traits);
    const head = headBytes(schemaOf(writer.layout, new Map()));
    writer.#head = crc32(head);
    await writer.#write(head);
    return writer;
  }

  /**
   * Writes rows as one batch; their `at` never falls, nor does it from one batch to the next.
   *
   * @param streams What the rows' streams mean; those known before first, in their order.
   */
  async write(rows: Rows, streams: readonly Stream[]): Promise<void> {
    if (rows.count === 0) return;
    const words = this.layout.labels.map((label) => wordsOf(label, streams));
    const body = this.#encode(rows, words);
    const message = batchMessage(rows.count, body);
    this.#hash.batch(new ColumnBatch(rows, streams), streams);
    this.#counts.add(rows, streams.length);
    this.#blocks.push(new FileBlock(message.length, body.bytes.length, this.#position));
    this.#batches.push({
      crc32: crc32(body.bytes, crc32(message)),
      rows: rows.count,
      first: rows.at[0] ?? Number.NaN,
      last: rows.at[rows.count - 1] ?? Number.NaN,
      textBytes: body.textBytes,
    });
    await this.#write(message);
    await this.#write(body.bytes);
  }

  /** Writes what makes the file a tape, to the disk itself, and closes it. */
  async finish(streams: readonly Stream[], origin: TapeOrigin): Promise<TapeMeta> {
    const dictionaries: FileBlock[] = [];
    const checks: number[] = [];
    for (const [id, label] of this.layout.labels.entries()) {
      const { message, body } = dictionaryBytes(id, wordsOf(label, streams).values);
      dictionaries.push(new FileBlock(message.length, body.length, this.#position));
      checks.push(crc32(body, crc32(message)));
      await this.#write(message);
      await this.#write(body);
    }
    const meta: TapeMeta = {
      ...origin,
      ...this.#traits,
      rows: this.#batches.reduce((sum, { rows }) => sum + rows, 0),
      streams: this.#counts.of(streams),
      contentHash: this.#hash.digest(),
      head: this.#head,
      batches: this.#batches,
      dictionaries: checks,
    };
    const schema = schemaOf(this.layout, new Map([[META_KEY, JSON.stringify(meta)]]));
    await this.#write(endBytes(schema, { batches: this.#blocks, dictionaries }));
    await this.file.sync();
    await this.file.close();
    return meta;
  }

  /** Lets go of the file, whole or not. */
  async close(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      written += (await this.file.write(bytes, written)).bytesWritten;
    }
    this.#position += bytes.length;
  }
}
