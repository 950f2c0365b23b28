import { Worker } from 'node:worker_threads';
import type { SetOutcome } from '../../sweep/ledger.js';
import type { SweepJob, SweepWork } from './sweep-worker.js';

/** A worker of a sweep. */
export interface Thread {
  /** Runs a set; where the worker dies of it, why. */
  readonly run: (job: SweepJob) => Promise<SetOutcome | { readonly died: string }>;
  readonly end: () => Promise<unknown>;
}

/**
 * Starts a worker over the shared tape.
 *
 * @param say Hears what the worker writes, to whichever of its streams: stdout carries the result alone.
 * @throws Whatever keeps it from beginning.
 */
export const startThread = async (work: SweepWork, say: (text: string) => void): Promise<Thread> => {
  const url = new URL('./sweep-worker.js', import.meta.url);
  const worker = new Worker(url, { workerData: work, stdout: true, stderr: true });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', say);
  }
  const thrown: Error[] = [];
  worker.on('error', (error) => {
    thrown.push(error instanceof Error ? error : new Error(String(error)));
  });
  const dead = new Promise<{ readonly died: string }>((resolve) => {
    worker.on('exit', (code) => resolve({ died: thrown[0]?.message ?? `it ended with exit code ${code}` }));
  });
  const next = (): Promise<unknown> => new Promise((resolve) => worker.once('message', resolve));
  const begun = await Promise.race([next(), dead]);
  if (begun !== 'ready') throw thrown[0] ?? new Error('a worker of the sweep ended before it began');
  return {
    run: (job) => {
      // What it answers is what `sweep-worker.ts` sends: one outcome for each job.
      const answer = next() as Promise<SetOutcome>;
      worker.postMessage(job);
      return Promise.race([answer, dead]);
    },
    end: () => worker.terminate(),
  };
};
