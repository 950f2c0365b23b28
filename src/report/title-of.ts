import type { RunResult } from './run-result.js';

/** What ran, over what: `sma-cross on SPY`. */
export const titleOf = ({ run, marks }: RunResult): string => {
  const pipelines = run.pipelines.join(', ');
  // A run that marked nothing was over nothing.
  const symbols = marks.length === 0 ? '' : [...marks.prices.keys()].join(', ');
  return symbols === '' ? pipelines : `${pipelines} on ${symbols}`;
};
