import { CONTENT_TYPES, type CodecName, HEADERS } from './header-names.js';
import type { RecordView } from './record-view.js';
import { EVENT_SCHEMA, isReadable } from './schema-version.js';

/** Reads of records whether they are ours, and what their headers say. */
export class HeaderReader {
  /** How the value is to be read; null where the record is none of ours. */
  codec: CodecName | null = null;
  /** NaN where none is there. */
  sequence = Number.NaN;

  /** Bytes that begin the headers of record after record, and what they come to. */
  #prefix = Buffer.alloc(0);
  #prefixCodec: CodecName | null = null;
  readonly #topic: string;

  constructor(topic: string) {
    this.#topic = topic;
  }

  /** @throws MillraceError KAFKA_SCHEMA_UNKNOWN for records of another major version. */
  read(record: RecordView): void {
    const { bytes, headersStart } = record;
    const end = headersStart + this.#prefix.length;
    if (this.#prefix.length > 0 && bytes.compare(this.#prefix, 0, undefined, headersStart, end) === 0) {
      this.codec = this.#prefixCodec;
      this.sequence = numberAt(new HeaderCursor(record, end));
      return;
    }
    this.#readAll(record);
  }

  #readAll(record: RecordView): void {
    const cursor = new HeaderCursor(record, record.headersStart);
    let [schema, contentType] = ['', ''];
    this.sequence = Number.NaN;
    this.#prefix = Buffer.alloc(0);
    for (let left = cursor.varint(); left > 0; left -= 1) {
      const name = cursor.text();
      if (name === HEADERS.sequence) {
        // Ours say first what is the same in all of them.
        if (schema !== '' && contentType !== '') {
          this.#prefix = Buffer.from(record.bytes.subarray(record.headersStart, cursor.index));
        }
        this.sequence = numberAt(cursor);
        continue;
      }
      const value = cursor.text();
      if (name === HEADERS.schema) schema = value;
      else if (name === HEADERS.contentType) contentType = value;
    }
    this.codec = schema !== '' && this.#isOurs(schema) ? codecOf(contentType) : null;
    this.#prefixCodec = this.codec;
  }

  #isOurs(schema: string): boolean {
    return isReadable(schema, { known: EVENT_SCHEMA, topic: this.#topic });
  }
}

/** The text of one header; null where a record does not have it. */
export const headerText = (record: RecordView, wanted: string): string | null => {
  const cursor = new HeaderCursor(record, record.headersStart);
  let found: string | null = null;
  for (let left = cursor.varint(); left > 0; left -= 1) {
    const name = cursor.text();
    const value = cursor.text();
    if (name === wanted) found = value;
  }
  return found;
};

/** All headers of a record as they are; what is null is empty. */
export const headersOf = (record: RecordView): readonly (readonly [name: string, value: Buffer])[] => {
  const cursor = new HeaderCursor(record, record.headersStart);
  return Array.from({ length: Math.max(0, cursor.varint()) }, () => [cursor.text(), cursor.bytes()] as const);
};

const codecOf = (contentType: string): CodecName | null => {
  if (contentType === CONTENT_TYPES.json) return 'json';
  return contentType === CONTENT_TYPES.arrow ? 'arrow' : null;
};

/** A place in the headers of a record; it never leaves them, whatever their lengths say. */
class HeaderCursor {
  readonly #bytes: Buffer;
  readonly #end: number;

  constructor(
    { bytes, headersEnd }: RecordView,
    public index: number,
  ) {
    this.#bytes = bytes;
    this.#end = headersEnd;
  }

  /** A whole number in as few bytes as it needs, its sign in the lowest bit. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35 && this.index < this.#end; shift += 7) {
      const byte = this.#bytes[this.index] ?? 0;
      this.index += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return (value >>> 1) ^ -(value & 1);
  }

  /** A name or a value; what is null is empty. */
  text(): string {
    const start = this.skip(this.varint());
    return this.#bytes.toString('utf8', start, this.index);
  }

  /** A value, as a copy. */
  bytes(): Buffer {
    const start = this.skip(this.varint());
    return Buffer.from(this.#bytes.subarray(start, this.index));
  }

  /** A byte that has been passed or comes next; 0 behind the end. */
  byte(index: number): number {
    return this.#bytes[index] ?? 0;
  }

  /** Steps over bytes and says where they began. */
  skip(length: number): number {
    const start = this.index;
    this.index = Math.min(this.#end, start + Math.max(0, length));
    return start;
  }
}

const ZERO = 48;

/** A whole number in decimal; NaN for anything else. */
const numberAt = (cursor: HeaderCursor): number => {
  const start = cursor.skip(cursor.varint());
  let value = cursor.index > start ? 0 : Number.NaN;
  for (let index = start; index < cursor.index; index += 1) {
    const digit = cursor.byte(index) - ZERO;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
};
