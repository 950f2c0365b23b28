import type { RecordView } from '../../../../src/sources/kafka/codec/record-view.js';

/** What stands in a record of a test. */
export interface TestRecord {
  readonly value: string | Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly timestamp?: number;
}

const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let left = ((value << 1) ^ (value >> 31)) >>> 0;
  for (; left >= 0x80; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  return Buffer.from([...bytes, left]);
};

const counted = (text: string): Buffer => Buffer.concat([varint(Buffer.byteLength(text)), Buffer.from(text)]);

/** A record as the wire has it, somewhere among other bytes. */
export const recordOf = ({ value, headers = {}, key, timestamp = -1 }: TestRecord): RecordView => {
  const before = Buffer.from('before');
  const keyBytes = Buffer.from(key ?? '');
  const valueBytes = value === null ? Buffer.alloc(0) : Buffer.from(value);
  const entries = Object.entries(headers);
  const headerBytes = Buffer.concat([
    varint(entries.length),
    ...entries.flatMap(([name, text]) => [counted(name), counted(text)]),
  ]);
  const keyStart = before.length;
  const valueStart = keyStart + keyBytes.length;
  const headersStart = valueStart + valueBytes.length;
  return {
    bytes: Buffer.concat([before, keyBytes, valueBytes, headerBytes, Buffer.from('behind')]),
    timestamp,
    keyStart: key === undefined ? -1 : keyStart,
    keyEnd: key === undefined ? -1 : valueStart,
    valueStart: value === null ? -1 : valueStart,
    valueEnd: value === null ? -1 : headersStart,
    headersStart,
    headersEnd: headersStart + headerBytes.length,
  };
};
