import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { messageOf } from '../../../domain/message-of.js';
import { BatchFault } from './batch-fault.js';
import { unpackLz4 } from './unpack-lz4.js';
import { unpackSnappy } from './unpack-snappy.js';
import { UNPACKED_BYTES_MAX } from './unpacked-bytes.js';

/** How batches are packed, by the number that their attributes have. */
const CODECS: Readonly<Record<number, readonly [name: string, unpack: (bytes: Buffer) => Buffer]>> = {
  1: ['gzip', (bytes) => gunzipSync(bytes, { maxOutputLength: UNPACKED_BYTES_MAX })],
  2: ['snappy', unpackSnappy],
  3: ['lz4', unpackLz4],
  4: [
    'zstd',
    (bytes) => {
      const unpacked = decompress(bytes);
      return Buffer.from(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
    },
  ],
};

/**
 * The records of a batch as they were before they were packed.
 *
 * @param codec As the batch's attributes name it.
 * @throws BatchFault for a packing that nobody knows, and for bytes that do not unpack.
 */
export const unpack = (codec: number, bytes: Buffer): Buffer => {
  const known = CODECS[codec];
  if (!known) throw new BatchFault(`is packed with codec ${codec}, which this millrace does not know`);
  const [name, unpacked] = known;
  try {
    return unpacked(bytes);
  } catch (cause) {
    throw new BatchFault(`cannot be unpacked (${name}): ${messageOf(cause)}`, { cause });
  }
};
