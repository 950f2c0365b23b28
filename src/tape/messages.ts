import { Message, type Schema } from 'apache-arrow';
import { BufferRegion, DictionaryBatch, FieldNode, RecordBatch } from 'apache-arrow/ipc/metadata/message';
import { onLine } from './body-plan.js';
import type { Body } from './encode-body.js';

/** What an Arrow file begins and ends with. */
export const MAGIC = Buffer.from('ARROW1');

/** What stands before a message and, with a length of 0, after the last. */
export const END_OF_STREAM = Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/** The beginning of a file: magic and schema. */
export const headBytes = (schema: Schema): Buffer =>
  Buffer.concat([MAGIC, Buffer.alloc(2), framed(Message.from(schema), MAGIC.length + 2)]);

/** The beginning of a stream of batches that has no footer: the schema. */
export const streamHead = (schema: Schema): Buffer => framed(Message.from(schema));

/** What says how the body of a batch is to be read. */
export const batchMessage = (rows: number, { plan, nullCounts, bytes }: Body): Buffer => {
  const regions = [plan.at, plan.stream, ...plan.labels, ...plan.columns];
  const nodes = nullCounts.map((count) => new FieldNode(rows, count));
  const buffers = regions.flatMap(({ validity, offsets, values, length }) => [
    validity < 0 ? new BufferRegion(0, 0) : new BufferRegion(validity, Math.ceil(rows / 8)),
    ...(offsets < 0 ? [] : [new BufferRegion(offsets, (rows + 1) * 4)]),
    new BufferRegion(values, length),
  ]);
  return framed(Message.from(new RecordBatch(rows, nodes, buffers, null), bytes.length));
};

/**
 * A dictionary: what says how it is to be read, and its words.
 *
 * @param isDelta Whether the words come behind those that the dictionary has already.
 */
export const dictionaryBytes = (
  id: number,
  words: readonly string[],
  isDelta = false,
): { readonly message: Buffer; readonly body: Buffer } => {
  const texts = Buffer.from(words.join(''));
  const offsets = Buffer.alloc(onLine((words.length + 1) * 4));
  let end = 0;
  for (const [index, word] of words.entries()) {
    end += Buffer.byteLength(word);
    offsets.writeInt32LE(end, (index + 1) * 4);
  }
  const body = Buffer.alloc(offsets.length + onLine(texts.length));
  offsets.copy(body);
  texts.copy(body, offsets.length);
  const data = new RecordBatch(
    words.length,
    [new FieldNode(words.length, 0)],
    [
      new BufferRegion(0, 0),
      new BufferRegion(0, (words.length + 1) * 4),
      new BufferRegion(offsets.length, texts.length),
    ],
    null,
  );
  return { message: framed(Message.from(new DictionaryBatch(data, id, isDelta), body.length)), body };
};

/** A message with its length before it, filled up so that what follows begins on a line. */
const framed = (message: Message, before = 0): Buffer => {
  const bytes = Message.encode(message);
  const length = onLine(before + 8 + bytes.length) - before;
  const framing = Buffer.alloc(length);
  framing.writeInt32LE(-1, 0);
  framing.writeInt32LE(length - 8, 4);
  framing.set(bytes, 8);
  return framing;
};
