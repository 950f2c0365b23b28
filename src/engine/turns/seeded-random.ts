import { createHash } from 'node:crypto';

/**
 * A stream of chance that is a function of the seed and a name: sfc32 (Chris Doty-Humphrey, PractRand), its
 * state taken from SHA-256 so that neighbouring seeds have nothing in common. Uniform in [0, 1).
 */
export const seededRandom = (seed: number, name: string): (() => number) => {
  const digest = createHash('sha256').update(`${seed}:${name}`).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
};
