import type { RunResult } from '../../../src/report/run-result.js';
import { runResult } from '../run-result.js';

/** Texts that would be markup, or the end of a script, if they were not escaped. */
export const HOSTILE = '</script><img src=x onerror=alert(1)>&amp;"\'';

/** A run in which every text that a run can have is hostile. */
export const hostile = (): RunResult => {
  const one = runResult({ bars: 60, symbols: [HOSTILE] });
  const { fills, trades } = one.facts;
  return {
    ...one,
    run: {
      ...one.run,
      pipelines: [HOSTILE],
      source: [HOSTILE],
      rules: HOSTILE,
      params: { [HOSTILE]: HOSTILE },
    },
    facts: {
      ...one.facts,
      fills: fills.map((fill) => ({
        ...fill,
        pipeline: HOSTILE,
        body: { ...fill.body, because: HOSTILE },
      })),
      trades: trades.map((trade) => ({ ...trade, pipeline: HOSTILE, because: HOSTILE })),
    },
    notices: [HOSTILE],
    notModelled: [HOSTILE],
    config: { [HOSTILE]: HOSTILE },
    versions: { [HOSTILE]: HOSTILE },
  };
};
