import { columnsOf } from '../tape/columns.js';
import { type Body, bodyEncoder } from '../tape/encode-body.js';
import { labelsOf, type Words } from '../tape/labels.js';
import { type Layout, schemaOf } from '../tape/layout.js';
import { batchMessage, dictionaryBytes, streamHead } from '../tape/messages.js';
import type { Rows } from '../tape/rows.js';
import { type MarketTraits, ORIGIN, SERIAL } from './market-columns.js';
import type { StreamTable } from './stream-table.js';

/** The key of the schema's metadata under which a market file says what its rows are. */
export const TRAITS_KEY = 'millrace.recording';

/** What the batches of a market file are made of. */
export const marketLayout = (traits: MarketTraits): Layout => ({
  labels: labelsOf(traits.kinds),
  columns: [SERIAL, ...(traits.isOfTopic ? ORIGIN : []), ...columnsOf(traits)],
});

/** One market file, as an Arrow stream of batches: the next bytes of it, made of rows. */
export class MarketFile {
  /** Bytes so far. */
  bytes = 0;
  readonly #layout: Layout;
  readonly #encode: (rows: Rows, words: readonly Words[]) => Body;
  /** Of each label the words that the file has. */
  readonly #known: number[] = [];

  constructor(
    readonly number: number,
    readonly traits: MarketTraits,
  ) {
    this.#layout = marketLayout(traits);
    this.#encode = bodyEncoder(this.#layout);
  }

  /** The bytes of rows, with what a reader must know before it reads them. */
  next(rows: Rows, streams: StreamTable): Buffer {
    const parts: Uint8Array[] = [];
    if (this.bytes === 0) {
      parts.push(streamHead(schemaOf(this.#layout, new Map([[TRAITS_KEY, JSON.stringify(this.traits)]]))));
    }
    const words = this.#layout.labels.map(({ name }) => streams.words(name));
    for (const [id, { values }] of words.entries()) {
      const known = this.#known[id];
      if (known === values.length) continue;
      const { message, body } = dictionaryBytes(id, values.slice(known ?? 0), known !== undefined);
      parts.push(message, body);
      this.#known[id] = values.length;
    }
    const body = this.#encode(rows, words);
    parts.push(batchMessage(rows.count, body), body.bytes);
    const bytes = Buffer.concat(parts);
    this.bytes += bytes.length;
    return bytes;
  }
}
