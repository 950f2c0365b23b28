import { differingLeaves } from '../content/differing-leaves.js';

/** What of two lines of a journal is not the same, by paths of fields; nothing where one is not there. */
export const differingFields = (written: string | null, made: string | null): readonly string[] => {
  const [was, is] = [entryOf(written), entryOf(made)];
  if (!was || !is) return [];
  return differingLeaves(was, is).map(
    (leaf) => `${leaf.path}: ${shown(leaf.was)} was decided, ${shown(leaf.is)} came out`,
  );
};

/** Somebody may have written over a line. */
const entryOf = (line: string | null): object | null => {
  try {
    const entry: unknown = line === null ? null : JSON.parse(line);
    return typeof entry === 'object' ? entry : null;
  } catch {
    return null;
  }
};

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
