import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { BatchFault } from '../../../../src/sources/kafka/wire/batch-fault.js';
import { unpack } from '../../../../src/sources/kafka/wire/unpack.js';

const [SNAPPY, LZ4] = [2, 3] as const;
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const textOf = (codec: number, packed: string): string => unpack(codec, hex(packed)).toString('latin1');

/** Elements of Snappy as its format tells them, each with what it adds to 'abcd', which stands before it. */
const ELEMENTS = [
  ['a literal', '0c 65666768', 'efgh', 8],
  ['a literal of 61 bytes, whose length stands behind', `f03c ${'7a'.repeat(61)}`, 'z'.repeat(61), 65],
  ['a copy by two bytes', '01 04', 'abcd', 8],
  ['a copy by three bytes', '0a 0400', 'abc', 7],
  ['a copy by five bytes', '0b 03000000', 'bcd', 7],
  ['a copy that repeats itself', '1d 01', 'd'.repeat(11), 15],
] as const;

describe('unpack, of Snappy', () => {
  it.each(ELEMENTS)('has %s', (_, element, added, length) => {
    const packed = `${length.toString(16).padStart(2, '0')} 0c 61626364 ${element}`;
    expect(textOf(SNAPPY, packed)).toBe(`abcd${added}`);
  });

  it('has blocks in the frame of Java, one after another', () => {
    const head = '82534e4150505900 00000001 00000001';
    expect(textOf(SNAPPY, `${head} 00000003 01 00 61 00000003 01 00 62`)).toBe('ab');
    expect(textOf(SNAPPY, head)).toBe('');
  });

  it.each([
    ['more than it says', '01 04 6162', 'it comes to 2 bytes, and says 1'],
    ['less than it says', '03 04 6162', 'it comes to 2 bytes, and says 3'],
    ['a copy of what was never there', '08 0c 61626364 01 05', 'it repeats what was never there'],
    ['an end in the middle', '04 0c 6162', 'it ends in the middle'],
    ['a frame that ends in the middle', '82534e4150505900 00000001 00000001 00000009 01', 'in the middle'],
    ['no end of its length', 'ffffffffff', 'it does not say its length'],
    ['more bytes than there is room for', 'ffffffff0f', 'it says that it comes to 4294967295 bytes'],
  ])('says so of %s', (_, packed, reason) => {
    expect(() => textOf(SNAPPY, packed)).toThrow(reason);
  });

  it('takes room for what its bytes can come to, not for what they say', () => {
    const room = jest.spyOn(Buffer, 'allocUnsafe');
    expect(() => textOf(SNAPPY, '8080808001 00 61')).toThrow('it comes to 1 bytes, and says 268435456');
    for (const [bytes] of room.mock.calls) expect(bytes).toBeLessThan(1_000);
    room.mockRestore();
  });

  it('refuses blocks in a frame that come to more than there is room for', () => {
    // 64 MiB of one letter each: a copy of three bytes comes to 64.
    const block = Buffer.concat([
      hex('80808020 00 61'),
      Buffer.alloc(3 * ((1 << 20) - 1), hex('fe0100')),
      hex('fa0100'),
    ]);
    const lead = Buffer.from([0, 0, 0, 0]);
    lead.writeUInt32BE(block.length);
    const frame = Array.from({ length: 5 }, () => [lead, block]).flat();
    const packed = Buffer.concat([hex('82534e4150505900 00000001 00000001'), ...frame]);
    expect(() => unpack(SNAPPY, packed)).toThrow('it comes to more than 268435456 bytes');
  });
});

describe('unpack, of LZ4', () => {
  const frame = (blocks: string, head = '04224d18 60 40 82'): string => `${head} ${blocks} 00000000`;

  it.each([
    ['a block of literals', frame('05000000 40 61626364'), 'abcd'],
    ['a block as it is', frame('04000080 61626364'), 'abcd'],
    ['a repeat', frame('09000000 41 61626364 0400 10 7a'), 'abcdabcdaz'],
    ['a repeat of itself', frame('07000000 1f 61 0100 01 10 7a'), `a${'a'.repeat(20)}z`],
    ['a long literal', frame(`12000000 f001 ${'61'.repeat(16)}`), 'a'.repeat(16)],
    [
      'a repeat of what stands in the block before',
      frame('05000000 40 61626364 05000000 00 0400 10 7a'),
      'abcdabcdz',
    ],
    ['checksums of blocks', frame('04000080 61626364 deadbeef', '04224d18 70 40 82'), 'abcd'],
    ['the size of all', frame('04000080 61626364', '04224d18 68 40 0400000000000000 82'), 'abcd'],
    ['nothing', frame(''), ''],
  ])('has %s', (_, packed, text) => {
    expect(textOf(LZ4, packed)).toBe(text);
  });

  it.each([
    ['no frame', '00000000 60 40 82', 'it is no frame'],
    ['a dictionary', frame('', '04224d18 61 40 00000000 82'), 'it needs a dictionary'],
    ['a repeat of what was never there', frame('04000000 00 0100 00'), 'it repeats what was never there'],
    ['an end in the middle', '04224d18 60 40 82 05000000 40 61', 'it ends in the middle'],
    ['no end', '04224d18 60 40 82', 'it ends in the middle'],
  ])('says so of %s', (_, packed, reason) => {
    expect(() => textOf(LZ4, packed)).toThrow(reason);
  });
});

it.each([1, SNAPPY, LZ4, 4])('codec %i says of anything what it comes to, or what is wrong', (codec) => {
  const magic = ['1f8b0800', '82534e4150505900 00000001 00000001', '04224d18604082', '28b52ffd'];
  fc.assert(
    fc.property(fc.constantFrom('', ...magic), fc.uint8Array({ maxLength: 60 }), (head, tail) => {
      try {
        expect(unpack(codec, Buffer.concat([hex(head), tail]))).toBeInstanceOf(Buffer);
      } catch (cause) {
        expect(cause).toBeInstanceOf(BatchFault);
      }
    }),
  );
});
