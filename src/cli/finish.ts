import { isoText } from '../domain/iso-text.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { RunOutcome } from '../engine/run-plan.js';
import { exitWith } from './exit-with.js';

/** Says why pipelines are out of the run, or that somebody ended it, and sets the exit code. */
export const finish = ({ failures, interrupted, coverage: { to } }: RunOutcome): void => {
  for (const failure of failures) exitWith(failure);
  if (!interrupted || failures.length > 0) return;
  exitWith(new MillraceError('INTERRUPTED', { at: to === null ? 'its start' : isoText(to) }));
};
