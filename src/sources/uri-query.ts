import { didYouMean } from '../domain/did-you-mean.js';
import type { MillraceError } from '../domain/millrace-error.js';

/** Makes the error of a URI that cannot be read, out of what is wrong with it. */
export type Fail = (reason: string) => MillraceError;

/**
 * What the query of a URI says by key, percent-decoded; a plus sign stands for itself, a key alone says ''.
 *
 * @param keys All that there are: another one throws, and so does one that comes twice.
 */
export const uriQuery = <K extends string>(
  query: string,
  keys: readonly K[],
  fail: Fail,
): ReadonlyMap<K, string> => {
  const said = new Map<K, string>();
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [name = '', ...value] = pair.split('=').map((part) => percentDecoded(part, fail));
    const key = keys.find((known) => known === name);
    if (key === undefined) {
      const hint = didYouMean(name, keys) || `; known are ${keys.join(', ')}`;
      throw fail(`there is no key '${name}'${hint}`);
    }
    if (said.has(key)) throw fail(`${key} is given twice`);
    said.set(key, value.join('='));
  }
  return said;
};

/** A query without one of its keys, the others as they were written. */
export const withoutKey = (query: string, key: string, fail: Fail): string =>
  query
    .split('&')
    .filter((pair) => percentDecoded(pair.replace(/=.*/, ''), fail) !== key)
    .join('&');

/** The text that a part of a URI stands for. */
export const percentDecoded = (part: string, fail: Fail): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw fail(`'${part}' is not percent-encoded UTF-8; a percent sign itself is written %25`);
  }
};

/** A key's value where it is one of some words, null where the key is not given; any other throws. */
export const oneOfWords = <T extends string>(
  [key, value]: readonly [key: string, value: string | undefined],
  known: readonly T[],
  fail: Fail,
): T | null => {
  if (value === undefined) return null;
  const found = known.find((word) => word === value);
  if (found === undefined) throw fail(`${key} is '${value}'; known are ${known.join(', ')}`);
  return found;
};

/** A key's whole number of milliseconds, null where the key is not given; any other text throws. */
export const milliseconds = (key: string, text: string | undefined, fail: Fail): number | null => {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw fail(`${key} is '${text}', which is no whole number of milliseconds`);
};
