import { isoText } from '../../domain/iso-text.js';
import type { Entry } from '../../domain/journal.js';
import { canonicalLine } from '../../journal/canonical-line.js';
import { describeEntry } from '../../journal/describe-entry.js';

/** An entry with the line that it is in a journal. */
export interface Line {
  readonly entry: Entry;
  readonly text: string;
}

/** The lines of a journal. */
export const linesOf = (entries: readonly Entry[]): readonly Line[] =>
  entries.map((entry) => ({ entry, text: canonicalLine(entry) }));

/** Where two journals part, for a person; undefined where they are equal byte for byte. */
export const firstDifference = (
  one: { readonly name: string; readonly lines: readonly Line[] },
  other: { readonly name: string; readonly lines: readonly Line[] },
): string | undefined => {
  const length = Math.max(one.lines.length, other.lines.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [one.lines[index], other.lines[index]];
    if (left?.text === right?.text) continue;
    return `${one.name} says ${told(left, right)}; ${other.name} says ${told(right, left)}`;
  }
  return undefined;
};

/** In words, unless the words are those of the other line too. */
const told = (line: Line | undefined, other: Line | undefined): string => {
  if (!line) return 'nothing';
  const words = describeEntry(line.entry);
  return other && describeEntry(other.entry) === words ? line.text : words;
};

/** Says how many cuts break a law, and where the first of them does. */
export const brokenCuts = (
  broken: readonly { readonly cut: number; readonly difference: string }[],
  cuts: number,
): readonly string[] => {
  const [first] = broken;
  if (!first) return [];
  return [`${broken.length} of ${cuts} cuts; the first is after ${isoText(first.cut)}: ${first.difference}`];
};
