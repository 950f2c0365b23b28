import type { Entry } from '../domain/journal.js';
import { chainOf } from './chain-of.js';

/**
 * The chain of an entry that stands in a line, which somebody may have written over.
 *
 * @param before The lines before it, as far as they are known.
 */
export const lineChainOf = (line: string | null, before: readonly string[]): readonly string[] => {
  if (line === null) return ['nothing'];
  const entry = parsed(line);
  if (!entry) return [line];
  const known = new Map(before.flatMap((text) => parsed(text) ?? []).map((one) => [one.serial, one]));
  try {
    return chainOf(entry, (serial) => known.get(serial));
  } catch {
    // Whoever wrote over it left something out that an entry has.
    return [line];
  }
};

const parsed = (line: string): Entry | undefined => {
  try {
    return JSON.parse(line) as Entry; // a journal's line is an entry, or nobody's
  } catch {
    return undefined;
  }
};
