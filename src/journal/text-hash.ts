import { createHash } from 'node:crypto';

/** Takes text piece by piece and tells the hash of all of it at any time. */
export interface TextHash {
  readonly add: (text: string) => void;
  readonly digest: () => string;
}

const WAITING_CHARACTERS = 16_384;

/** SHA-256 of text in UTF-8. A call of the hash for every line takes longer than hashing it: lines wait. */
export const textHash = (): TextHash => {
  const hash = createHash('sha256');
  let waiting = '';
  const flush = (): void => {
    hash.update(waiting, 'utf8');
    waiting = '';
  };
  return {
    add: (text) => {
      waiting += text;
      if (waiting.length >= WAITING_CHARACTERS) flush();
    },
    digest: () => {
      flush();
      // A hash can be read only once; its copy can be read now and the hash can go on.
      return hash.copy().digest('hex');
    },
  };
};
