import { BatchFault } from './batch-fault.js';
import { byteAt } from './byte-at.js';
import { tooLarge, UNPACKED_BYTES_MAX, UnpackedBytes } from './unpacked-bytes.js';

/** Java puts a frame of its own around Snappy's blocks; other clients write one block as it is. */
const JAVA_MAGIC = Buffer.from('\x82SNAPPY\0', 'latin1');
const JAVA_HEAD_BYTES = 16;
/** A copy of three bytes comes to 64 at the most, and nothing comes to more. */
const GROWTH_MAX = 22;

/**
 * Bytes as they were before Snappy packed them, with Java's frame or without.
 *
 * @throws BatchFault for what Snappy cannot have written.
 */
export const unpackSnappy = (packed: Buffer): Buffer => {
  const isFramed = packed.subarray(0, JAVA_MAGIC.length).equals(JAVA_MAGIC);
  if (!isFramed) return block(packed);
  const blocks: Buffer[] = [];
  let length = 0;
  for (let index = JAVA_HEAD_BYTES; index < packed.length; ) {
    if (index + 4 > packed.length) throw new BatchFault('it ends in the middle');
    const end = index + 4 + packed.readUInt32BE(index);
    if (end > packed.length) throw new BatchFault('it ends in the middle');
    const unpacked = block(packed.subarray(index + 4, end));
    length += unpacked.length;
    if (length > UNPACKED_BYTES_MAX) throw tooLarge();
    blocks.push(unpacked);
    index = end;
  }
  return Buffer.concat(blocks);
};

const block = (packed: Buffer): Buffer => {
  const { value: length, next } = lengthAt(packed);
  if (length > UNPACKED_BYTES_MAX) throw new BatchFault(`it says that it comes to ${length} bytes`);
  const out = new UnpackedBytes(Math.min(length, GROWTH_MAX * packed.length));
  for (let index = next; index < packed.length; ) index = element(packed, index, out);
  if (out.length !== length) throw new BatchFault(`it comes to ${out.length} bytes, and says ${length}`);
  return out.whole();
};

/** Seven bits a byte, the lowest first. */
const lengthAt = (packed: Buffer): { readonly value: number; readonly next: number } => {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = byteAt(packed, index);
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: index + 1 };
  }
  throw new BatchFault('it does not say its length');
};

/** Takes one element, and says where the next begins. Its two lowest bits say what it is. */
const element = (packed: Buffer, index: number, out: UnpackedBytes): number => {
  const tag = byteAt(packed, index);
  const upper = tag >> 2;
  switch (tag & 3) {
    case 0: {
      // Lengths above 60 stand in one to four bytes behind the tag.
      const more = Math.max(0, upper - 59);
      const start = index + 1 + more;
      if (start > packed.length) throw new BatchFault('it ends in the middle');
      const count = more === 0 ? upper + 1 : packed.readUIntLE(index + 1, more) + 1;
      out.literal(packed, start, start + count);
      return start + count;
    }
    case 1:
      out.repeat(((tag >> 5) << 8) | byteAt(packed, index + 1), 4 + (upper & 7));
      return index + 2;
    case 2:
      out.repeat(byteAt(packed, index + 1) | (byteAt(packed, index + 2) << 8), 1 + upper);
      return index + 3;
    default:
      if (index + 5 > packed.length) throw new BatchFault('it ends in the middle');
      out.repeat(packed.readUInt32LE(index + 1), 1 + upper);
      return index + 5;
  }
};
