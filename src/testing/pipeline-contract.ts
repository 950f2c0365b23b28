import type { z } from 'zod';
import type { Feeds } from '../pipeline/feeds.js';
import { pipelineLaws } from './pipeline-laws.js';
import { pipelineSubject, type Trial } from './pipeline-subject.js';
import { testRunner } from './test-runner.js';

/**
 * The laws of every pipeline, as tests of the framework that is running, each over a run of the very engine
 * of `millrace backtest`: the same data give the same journal; a tape cut at any point decides as the whole
 * one did up to there; whatever comes after a cut changes nothing before it, so nobody looks ahead; a flow
 * says under marbles what it says on a tape; every intent has a reason.
 *
 *     pipelineContract('sma-cross', {
 *       pipeline: smaCross,
 *       params: { symbols: ['SPY', 'AAPL'], fast: 3, slow: 8 },
 *       events: randomBars({ seed: 1, symbols: ['SPY', 'AAPL'], count: 250, every: '1d' }),
 *     });
 */
export const pipelineContract = <S extends z.ZodType, F extends Feeds>(
  name: string,
  trial: Trial<S, F>,
): void => {
  const { describe, it } = testRunner('pipelineContract');
  const subject = pipelineSubject(trial);
  describe(`${name} as a pipeline`, () => {
    for (const law of pipelineLaws) {
      it(law.name, async () => {
        const problems = await law.problems(subject);
        if (problems.length > 0) throw new Error(problems.join('\n'));
      });
    }
  });
};
