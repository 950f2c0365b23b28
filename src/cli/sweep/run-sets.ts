import { MillraceError } from '../../domain/millrace-error.js';
import type { SetOutcome } from '../../sweep/ledger.js';
import { failureOf } from './failure-of.js';
import type { SweepJob, SweepWork } from './sweep-worker.js';
import { startThread, type Thread } from './thread.js';

/** How sets are run. */
export interface Crew {
  readonly workers: number;
  readonly work: SweepWork;
  /** Hears what workers write. */
  readonly say: (text: string) => void;
  /** Hears of each set once, in the order in which they come to their ends. */
  readonly onOutcome: (outcome: SetOutcome) => void;
  /** Ends all workers where they are. */
  readonly signal: AbortSignal;
}

/**
 * Runs sets on worker threads, each taking the next that nobody has. A worker that dies takes one set with
 * it: that one has failed, and another worker goes on.
 */
export const runSets = async (jobs: readonly SweepJob[], crew: Crew): Promise<void> => {
  const { work, say, onOutcome, workers } = crew;
  const broken = new AbortController();
  const signal = AbortSignal.any([crew.signal, broken.signal]);
  const waiting = jobs.values();
  const lane = async (): Promise<void> => {
    let thread: Thread | null = null;
    const end = (): void => void thread?.end();
    signal.addEventListener('abort', end);
    try {
      for (const job of waiting) {
        if (signal.aborted) break;
        thread ??= await startThread(work, say);
        if (isAborted(signal)) break;
        const outcome = await thread.run(job);
        if (isAborted(signal)) break;
        if (!('died' in outcome)) onOutcome(outcome);
        else {
          thread = null;
          const error = new MillraceError('SWEEP_SET_DIED', { reason: outcome.died });
          onOutcome({ set: job.set, failed: failureOf(error) });
        }
      }
    } catch (error) {
      broken.abort();
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
      await thread?.end();
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(workers, jobs.length) }, lane));
  for (const one of lanes) if (one.status === 'rejected') throw one.reason;
};

/** A function, because the compiler remembers what was asked above and cannot know what happened since. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;
