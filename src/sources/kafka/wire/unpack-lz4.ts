import { BatchFault } from './batch-fault.js';
import { byteAt } from './byte-at.js';
import { UnpackedBytes } from './unpacked-bytes.js';

const MAGIC = 0x18_4d_22_04;
/** What of a frame's first byte says which fields there are. */
const FLAG = { blockChecksum: 0x10, contentSize: 0x08, dictionary: 0x01 } as const;
const VERSION_BITS = 0x40;
/** Of a block's length one bit says that it is not packed. */
const [AS_IT_IS, LENGTH_BITS] = [0x80_00_00_00, 0x7f_ff_ff_ff] as const;
const REPEAT_MIN = 4;

/**
 * Bytes as they were before LZ4 packed them into a frame. Its own checksums are passed over: that of the
 * batch has been looked at.
 *
 * @throws BatchFault for what LZ4 cannot have written.
 */
export const unpackLz4 = (packed: Buffer): Buffer => {
  const flags = byteAt(packed, 4);
  if (packed.readUInt32LE(0) !== MAGIC || (flags & 0xc0) !== VERSION_BITS)
    throw new BatchFault('it is no frame');
  if (flags & FLAG.dictionary) throw new BatchFault('it needs a dictionary');
  const checksumBytes = flags & FLAG.blockChecksum ? 4 : 0;
  const out = new UnpackedBytes(4 * packed.length);
  for (let index = flags & FLAG.contentSize ? 15 : 7; ; ) {
    if (index + 4 > packed.length) throw new BatchFault('it ends in the middle');
    const said = packed.readUInt32LE(index);
    if (said === 0) return out.whole();
    const start = index + 4;
    const end = start + (said & LENGTH_BITS);
    if (end > packed.length) throw new BatchFault('it ends in the middle');
    // Blocks may repeat what stands in those before them.
    if (said >= AS_IT_IS) out.literal(packed, start, end);
    else block(packed.subarray(start, end), out);
    index = end + checksumBytes;
  }
};

const block = (packed: Buffer, out: UnpackedBytes): void => {
  for (let index = 0; index < packed.length; ) {
    const token = byteAt(packed, index);
    const literal = lengthAt(packed, index + 1, token >> 4);
    const end = literal.next + literal.value;
    out.literal(packed, literal.next, end);
    // The last one has nothing that is repeated.
    if (end === packed.length) return;
    const distance = byteAt(packed, end) | (byteAt(packed, end + 1) << 8);
    const repeat = lengthAt(packed, end + 2, token & 15);
    out.repeat(distance, repeat.value + REPEAT_MIN);
    index = repeat.next;
  }
};

/** Four bits, and where those are full, bytes that are added up to the first that is not full. */
const lengthAt = (
  packed: Buffer,
  from: number,
  bits: number,
): { readonly value: number; readonly next: number } => {
  if (bits < 15) return { value: bits, next: from };
  let value = bits;
  for (let index = from; ; index += 1) {
    const byte = byteAt(packed, index);
    value += byte;
    if (byte < 255) return { value, next: index + 1 };
  }
};
