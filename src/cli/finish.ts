import { EXIT } from '../domain/error-codes.js';
import type { RunOutcome } from '../engine/run-plan.js';
import { exitWith } from './exit-with.js';

/** Says why pipelines are out of the run, or that somebody ended it, and sets the exit code. */
export const finish = ({ failures, interrupted }: RunOutcome): void => {
  for (const failure of failures) exitWith(failure);
  if (!interrupted || failures.length > 0) return;
  process.stderr.write('millrace: INTERRUPTED: the result is of what was done so far\n');
  process.exitCode = EXIT.interrupted;
};
