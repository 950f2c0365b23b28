import { isoText } from '../../domain/iso-text.js';
import type { Decision } from './compared-run.js';

/** Where two runs decided differently for the first time. */
export interface Parting {
  /** The earlier of the two decisions, ISO 8601 in UTC. */
  readonly at: string;
  /** How many decisions were the same until then. */
  readonly equalDecisions: number;
  /** What each said there, then what led to it, a line each; null where its run has no more decisions. */
  readonly a: readonly string[] | null;
  readonly b: readonly string[] | null;
}

/** Finds the first decision that is not the same in both; null where all are. */
export const parting = (a: readonly Decision[], b: readonly Decision[]): Parting | null => {
  const count = Math.max(a.length, b.length);
  for (let n = 0; n < count; n += 1) {
    const [own, other] = [a[n], b[n]];
    if (own?.line === other?.line) continue;
    return {
      at: isoText(Math.min(own?.at ?? Infinity, other?.at ?? Infinity)),
      equalDecisions: n,
      a: own?.chain() ?? null,
      b: other?.chain() ?? null,
    };
  }
  return null;
};
