import { usageError } from '../domain/usage-error.js';
import type { BadLimit } from '../sources/ingest/bad-tally.js';

/** Reads `--max-bad`: a number of rows, or a share of all of them such as `0.1%`. */
export const badLimit = (text: string): BadLimit => {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(digits);
  if (percent === '%' && value <= 100) return { text, count: 0, share: value / 100 };
  if (percent === '' && Number.isSafeInteger(value)) return { text, count: value, share: 0 };
  throw usageError(`--max-bad ${text}: write rows such as 100, or 0.1%`);
};
