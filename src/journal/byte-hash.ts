import { createHash } from 'node:crypto';

/** Takes bytes piece by piece and tells the hash of all of them at any time. */
export interface ByteHash {
  readonly add: (bytes: Uint8Array) => void;
  readonly digest: () => string;
}

const BLOCK_BYTES = 65_536;

/** SHA-256 of bytes. A call of the hash for every line takes longer than hashing it: lines wait together. */
export const byteHash = (): ByteHash => {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  let length = 0;
  const flush = (): void => {
    hash.update(block.subarray(0, length));
    length = 0;
  };
  return {
    add: (bytes) => {
      if (bytes.length > BLOCK_BYTES - length) flush();
      if (bytes.length > BLOCK_BYTES) hash.update(bytes);
      else {
        block.set(bytes, length);
        length += bytes.length;
      }
    },
    digest: () => {
      flush();
      // A hash can be read only once; its copy can be read now and the hash can go on.
      return hash.copy().digest('hex');
    },
  };
};
