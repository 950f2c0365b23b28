import { createHash } from 'node:crypto';

/** Takes text piece by piece and tells the hash of all of it at any time. */
export interface TextHash {
  readonly add: (text: string) => void;
  readonly digest: () => string;
}

const BLOCK_BYTES = 65_536;
/** Of a character as JavaScript counts them. */
const BYTES_MAX = 3;

/**
 * SHA-256 of text in UTF-8. A call of the hash for every line takes longer than hashing it: lines wait, as
 * bytes, so that their text is forgotten at once.
 */
export const textHash = (): TextHash => {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  let length = 0;
  const flush = (): void => {
    hash.update(block.subarray(0, length));
    length = 0;
  };
  return {
    add: (text) => {
      if (BYTES_MAX * text.length > BLOCK_BYTES - length) flush();
      if (BYTES_MAX * text.length > BLOCK_BYTES) hash.update(text, 'utf8');
      else length += block.write(text, length, 'utf8');
    },
    digest: () => {
      flush();
      // A hash can be read only once; its copy can be read now and the hash can go on.
      return hash.copy().digest('hex');
    },
  };
};
