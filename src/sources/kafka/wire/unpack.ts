import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { messageOf } from '../../../domain/message-of.js';
import { BatchFault } from './batch-fault.js';

const NAMES = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
/** A small batch may unpack to more than there is memory. */
const BYTES_MAX = 1 << 28;

/**
 * The records of a batch as they were before they were packed.
 *
 * @param codec As the batch's attributes name it.
 * @throws BatchFault for a packing that is not read here, and for bytes that do not unpack.
 */
export const unpack = (codec: number, bytes: Buffer): Buffer => {
  try {
    if (codec === 1) return gunzipSync(bytes, { maxOutputLength: BYTES_MAX });
    if (codec === 4) {
      const unpacked = decompress(bytes);
      return Buffer.from(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
    }
  } catch (cause) {
    throw new BatchFault(`cannot be unpacked (${NAMES[codec] ?? ''}): ${messageOf(cause)}`, { cause });
  }
  const name = NAMES[codec] ?? `number ${codec}`;
  throw new BatchFault(`is packed with ${name}, of which gzip, zstd and none are read`);
};
