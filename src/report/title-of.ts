import type { RunResult } from './run-result.js';

/** What ran, over what: `sma-cross on SPY`. */
export const titleOf = ({ run, marks }: RunResult): string => {
  const pipelines = run.pipelines.join(', ');
  // Every mark names all symbols, those without a bar too.
  const symbols = Object.keys(marks[0]?.prices ?? {}).join(', ');
  return symbols === '' ? pipelines : `${pipelines} on ${symbols}`;
};
