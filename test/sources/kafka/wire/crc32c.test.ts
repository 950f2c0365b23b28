import { describe, expect, it } from '@jest/globals';
import { crc32c } from '../../../../src/sources/kafka/wire/crc32c.js';

const whole = (bytes: Uint8Array): string => crc32c(bytes, 0, bytes.length).toString(16);

describe('crc32c', () => {
  // RFC 3720, B.4; and the check value that catalogues of CRCs give for the algorithm.
  it.each([
    ['zeros', Buffer.alloc(32), '8a9136aa'],
    ['ones', Buffer.alloc(32, 0xff), '62a8ab43'],
    ['rising', Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)), '46dd794e'],
    ['falling', Buffer.from(Array.from({ length: 32 }, (_, byte) => 31 - byte)), '113fdb5c'],
    ['nine digits', Buffer.from('123456789'), 'e3069283'],
  ])('is what the standard says of %s', (_, bytes, crc) => {
    expect(whole(bytes)).toBe(crc);
  });

  it('is of the bytes between two positions', () => {
    expect(crc32c(Buffer.from('ab123456789yz'), 2, 11).toString(16)).toBe('e3069283');
  });
});
