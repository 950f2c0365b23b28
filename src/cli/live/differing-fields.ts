import { isDeepStrictEqual } from 'node:util';
import { leavesOf } from './leaves-of.js';

/** What of two lines of a journal is not the same, by paths of fields; nothing where one is not there. */
export const differingFields = (written: string | null, made: string | null): readonly string[] => {
  const [was, is] = [fieldsOf(written), fieldsOf(made)];
  if (!was || !is) return [];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => !isDeepStrictEqual(was.get(path), is.get(path)))
    .map((path) => `${path}: ${shown(was.get(path))} was decided, ${shown(is.get(path))} came out`);
};

/** Somebody may have written over a line. */
const fieldsOf = (line: string | null): ReadonlyMap<string, unknown> | null => {
  try {
    const entry: unknown = line === null ? null : JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? leavesOf(entry) : null;
  } catch {
    return null;
  }
};

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
