import { isoText } from '../domain/iso-text.js';
import type { Cause, Entry } from '../domain/journal.js';
import { describeEntry } from './describe-entry.js';

/** Where somebody has read this much, what came long before says nothing more. */
const LINES_MAX = 40;

/**
 * An entry and what led to it, a line each, back to what came from outside: at most 40 lines, since a
 * pipeline that answers its own fills has chains as long as its run.
 *
 * @param entryAt Gives an entry by its serial; undefined where it is not known.
 */
export const chainOf = (entry: Entry, entryAt: (serial: number) => Entry | undefined): readonly string[] => {
  const lines: string[] = [];
  const seen = new Set<number>();
  // What is looked at next stands last.
  const open: (Entry | string)[] = [entry];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (lines.length === LINES_MAX) return [...lines, 'and what led to that'];
    lines.push(typeof next === 'string' ? next : describeEntry(next));
    if (typeof next !== 'string') open.push(...causesOf(next, { entryAt, seen }).reverse());
  }
  return lines;
};

interface Known {
  readonly entryAt: (serial: number) => Entry | undefined;
  readonly seen: Set<number>;
}

/** Each is told once, where it led to something first. */
const causesOf = ({ causes }: Entry, { entryAt, seen }: Known): (Entry | string)[] =>
  causes.flatMap((cause): (Entry | string)[] => {
    if (!('entry' in cause)) return [fromOutside(cause)];
    if (seen.has(cause.entry)) return [];
    seen.add(cause.entry);
    const earlier = entryAt(cause.entry);
    return earlier ? [earlier] : [];
  });

const fromOutside = (cause: Exclude<Cause, { readonly entry: number }>): string => {
  if ('timer' in cause) return `timer of ${cause.pipeline} at ${isoText(cause.timer)}`;
  if ('input' in cause) return `input ${cause.input}`;
  const { kind, n, symbol, at } = cause.row;
  return `${kind} ${n} of ${symbol} at ${isoText(at)}`;
};
