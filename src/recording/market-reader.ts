import { Message } from 'apache-arrow';
import type { DictionaryBatch } from 'apache-arrow/ipc/metadata/message';
import { assert } from '../domain/assert.js';
import { bodyPlan } from '../tape/body-plan.js';
import { ColumnBatch } from '../tape/column-batch.js';
import type { Kind } from '../tape/columns.js';
import { type BodySize, bodyDecoder } from '../tape/decode-body.js';
import type { Layout } from '../tape/layout.js';
import { BATCH_ROWS, type Rows } from '../tape/rows.js';
import type { Stream } from '../tape/stream.js';
import type { MarketTraits } from './market-columns.js';
import { marketLayout, TRAITS_KEY } from './market-file.js';

/** What the messages of a market file have said so far. */
interface FileState {
  readonly layout: Layout;
  readonly decode: (body: Buffer, size: BodySize) => Rows;
  /** The words of each label. */
  readonly words: string[][];
  /** By their places; only those that some row had. */
  readonly streams: Stream[];
}

/** Reads market files from their beginning on, part by part. */
export class MarketReader {
  #state: FileState | null = null;

  /** The rows of the next part, whose bytes have been checked; those of the part after overwrite them. */
  read(part: Buffer): ColumnBatch {
    let batch: ColumnBatch | null = null;
    for (let offset = 0; offset < part.length; ) {
      const length = part.readInt32LE(offset + 4);
      const message = Message.decode(part.subarray(offset + 8, offset + 8 + length));
      const end = offset + 8 + length;
      const body = part.subarray(end, end + message.bodyLength);
      offset = end + message.bodyLength;
      if (message.isSchema()) this.#state = begun(message.header().metadata.get(TRAITS_KEY));
      const state = this.#state;
      assert(state, 'a market file was not read from its beginning');
      if (message.isDictionaryBatch()) addWords(state, message.header(), body);
      else if (message.isRecordBatch()) {
        const header = message.header();
        const hasText = state.layout.columns.at(-1)?.type === 'text';
        const size = { rows: header.length, textBytes: hasText ? (header.buffers.at(-1)?.length ?? 0) : 0 };
        batch = new ColumnBatch(state.decode(body, size), state.streams);
        meetStreams(state, { body, size, rows: batch });
      }
    }
    assert(batch, 'a part of a market file has no rows');
    return batch;
  }
}

const begun = (traits: string | undefined): FileState => {
  assert(traits !== undefined, 'a market file does not say what its rows are');
  // The block that it stands in was checked: it is what `MarketFile` wrote.
  const layout = marketLayout(JSON.parse(traits) as MarketTraits);
  return { layout, decode: bodyDecoder(layout, BATCH_ROWS), words: [], streams: [] };
};

const addWords = ({ words }: FileState, { id, isDelta, data }: DictionaryBatch, body: Buffer): void => {
  const [, offsets, texts] = data.buffers;
  assert(offsets && texts, 'a dictionary without words');
  const ends = new Int32Array(body.buffer, body.byteOffset + offsets.offset, data.length + 1);
  const known = (isDelta ? words[id] : undefined) ?? [];
  words[id] = known;
  for (let index = 0; index < data.length; index += 1) {
    known.push(
      body.toString('utf8', texts.offset + (ends[index] ?? 0), texts.offset + (ends[index + 1] ?? 0)),
    );
  }
};

/** Learns what the streams are that no row had before, from the words of the row. */
const meetStreams = (
  { layout, words, streams }: FileState,
  { body, size, rows }: { readonly body: Buffer; readonly size: BodySize; readonly rows: Rows },
): void => {
  const { labels } = bodyPlan(layout, size.rows, size.textBytes);
  const wordAt = (name: string, row: number): string => {
    const index = layout.labels.findIndex((label) => label.name === name);
    return words[index]?.[body.readInt16LE((labels[index]?.values ?? 0) + 2 * row)] ?? '';
  };
  for (let row = 0; row < size.rows; row += 1) {
    const stream = rows.stream[row] ?? 0;
    if (streams[stream]) continue;
    // The kind is a word that the writer took from the closed union.
    const kind = wordAt('kind', row) as Kind;
    streams[stream] = {
      symbol: wordAt('symbol', row),
      kind,
      ...(kind === 'bar' && { every: wordAt('every', row) }),
      ...(kind === 'event' && { name: wordAt('name', row) }),
    };
  }
};
