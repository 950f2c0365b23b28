import type { ErrorCode } from '../domain/error-codes.js';
import type { Statistics } from '../report/statistics/statistics.js';

/** Everything that decides what a sweep's results are, as JSON. */
export type SweepIdentity = Readonly<Record<string, unknown>>;

/** Why a set has no result; an error that is our own mistake has no code. */
export interface SetFailure {
  readonly code: ErrorCode | null;
  readonly message: string;
}

/** What came of a set of parameters, by its place in the grid. */
export type SetOutcome =
  | { readonly set: number; readonly journalHash: string; readonly statistics: Statistics }
  | { readonly set: number; readonly failed: SetFailure };

/** What a ledger says. */
export interface Ledger {
  /** Null where it was broken off before it said what is swept. */
  readonly identity: SweepIdentity | null;
  readonly outcomes: readonly SetOutcome[];
  /** The text up to where whoever wrote it was stopped. */
  readonly whole: string;
}

/** The first line of a ledger. */
export const headLine = (identity: SweepIdentity): string => `${JSON.stringify({ sweep: identity })}\n`;

/** The line of a set that is finished. */
export const outcomeLine = (outcome: SetOutcome): string => `${JSON.stringify(outcome)}\n`;

/**
 * Reads a ledger, whose last line may be torn where its writer was killed or the machine went down; null for
 * what is none.
 *
 * A line is on the disk before the next one is begun, so that nothing before the last can be torn.
 */
export const readLedger = (text: string): Ledger | null => {
  const whole = wholeOf(text);
  const [head, ...lines] = whole.split('\n').slice(0, -1);
  if (head === undefined) {
    const begun = headLine({}).slice(0, '{"sweep":{'.length);
    return begun.startsWith(text.slice(0, begun.length)) ? { identity: null, outcomes: [], whole } : null;
  }
  const identity = parsed(head, 'sweep');
  if (identity === null) return null;
  const outcomes = lines.map((line) => parsed(line, 'set'));
  if (outcomes.includes(null)) return null;
  // What stands behind a first line of ours was written by `outcomeLine`.
  return { identity: identity.sweep as SweepIdentity, outcomes: outcomes as unknown as SetOutcome[], whole };
};

/** The text up to the end of its last whole line: on a disk the end of one may be there before its middle. */
const wholeOf = (text: string): string => {
  const end = text.lastIndexOf('\n') + 1;
  const start = text.lastIndexOf('\n', end - 2) + 1;
  const isTorn = start > 0 && parsed(text.slice(start, end), 'set') === null;
  return text.slice(0, isTorn ? start : end);
};

const parsed = (line: string, key: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(line);
    // An object's keys are texts; what they hold is looked at by whoever asks.
    return typeof value === 'object' && value !== null && key in value
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
};

/** Where two sweeps differ, as `seed was 1 and is 2`; null where they are the same. */
export const difference = (was: unknown, is: unknown, place = ''): string | null => {
  if (isTree(was) && isTree(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const found = difference(was[key], is[key], place === '' ? key : `${place}.${key}`);
      if (found !== null) return found;
    }
    return null;
  }
  const [before, now] = [shown(was), shown(is)];
  return before === now ? null : `${place} was ${before} and is ${now}`;
};

const shown = (value: unknown): string => (value === undefined ? 'not said' : JSON.stringify(value));

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
