import { isoText } from '../domain/iso-text.js';
import type { Cause, Entry } from '../domain/journal.js';
import { describeEntry } from './describe-entry.js';

/** An entry and what led to it, a line each, back to what came from outside. */
export const chainOf = (line: string | null, before: readonly string[]): readonly string[] => {
  if (line === null) return ['nothing'];
  const entry = parsed(line);
  if (!entry) return [line];
  const known = new Map(before.flatMap((text) => parsed(text) ?? []).map((one) => [one.serial, one]));
  const lines: string[] = [];
  const visit = (one: Entry): void => {
    lines.push(describeEntry(one));
    for (const cause of one.causes) {
      const earlier = 'entry' in cause ? known.get(cause.entry) : undefined;
      if (earlier && known.delete(earlier.serial)) visit(earlier);
      else if (!('entry' in cause)) lines.push(fromOutside(cause));
    }
  };
  visit(entry);
  return lines;
};

const fromOutside = (cause: Exclude<Cause, { readonly entry: number }>): string => {
  if ('timer' in cause) return `timer of ${cause.pipeline} at ${isoText(cause.timer)}`;
  if ('input' in cause) return `input ${cause.input}`;
  const { kind, n, symbol, at } = cause.row;
  return `${kind} ${n} of ${symbol} at ${isoText(at)}`;
};

const parsed = (line: string): Entry | undefined => {
  try {
    return JSON.parse(line) as Entry; // a journal's line is an entry, or nobody's
  } catch {
    return undefined;
  }
};
