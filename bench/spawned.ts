import { spawnSync } from 'node:child_process';
import type { Outcome } from './outcome.js';

/** Runs a whole process of Node and says how long it took. */
export const spawned = (args: readonly string[]): Outcome => {
  const begun = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const seconds = (performance.now() - begun) / 1_000;
  return { rows: 1, seconds, trades: 0, finalEquity: 0, journalBytes: null };
};
