import { MillraceError } from '../../domain/millrace-error.js';
import type { SetFailure } from '../../sweep/ledger.js';
import { leadMs } from '../lead-ms.js';
import type { RunPlanner } from '../plan-run.js';
import { failureOf } from './failure-of.js';
import type { AskedSet } from './sets-in.js';
import type { SweepJob } from './sweep-worker.js';

/** Sets by what the pipeline says of them before anything is run. */
export interface SortedSets {
  readonly jobs: readonly SweepJob[];
  /** Reasons, by place in the grid. */
  readonly refused: ReadonlyMap<number, string>;
  readonly failed: ReadonlyMap<number, SetFailure>;
  /** How far back the longest warm-up of any may reach. */
  readonly leadMs: number;
}

/**
 * Asks the pipeline about every set: its schema may refuse some.
 *
 * @throws What it says of the first set where none is left.
 */
export const sortSets = async (sets: readonly AskedSet[], { load }: RunPlanner): Promise<SortedSets> => {
  const planned = await load();
  const jobs: SweepJob[] = [];
  const refused = new Map<number, string>();
  const failed = new Map<number, SetFailure>();
  const errors: unknown[] = [];
  let longest = 0;
  for (const [set, { texts }] of sets.entries()) {
    try {
      longest = Math.max(longest, leadMs(planned(texts)));
      jobs.push({ set, texts });
    } catch (error) {
      errors.push(error);
      if (error instanceof MillraceError && error.code === 'PARAM_INVALID') {
        refused.set(set, `${String(error.facts.path)}: ${String(error.facts.reason)}`);
      } else failed.set(set, failureOf(error));
    }
  }
  if (jobs.length === 0) throw errors[0];
  return { jobs, refused, failed, leadMs: longest };
};
