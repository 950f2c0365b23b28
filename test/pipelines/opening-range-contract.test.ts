import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline } from 'millrace';
import { backtestOn, pipelineContract, randomQuotes } from 'millrace/testing';
import { openingRange } from '../../pipelines/opening-range.js';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { type Instrument, usShare } from '../../src/domain/instrument.js';

const symbols = ['AAPL', 'SPY'];

const onExchange = (symbol: string): Instrument => ({ ...usShare(symbol), calendar: 'XNYS' });

const trial = {
  params: { symbols, openMinutes: 60, size: { weight: 0.4 } },
  events: randomQuotes({ seed: 5, symbols, sessions: 11, every: '30m' }),
  instrument: onExchange,
};

/** The same with bars beside it, which it does not look at: rules that fill on own bars then have some. */
const besideBars = definePipeline({
  ...openingRange,
  feeds: (params) => ({ ...openingRange.feeds(params), bar$: bars({ symbols, every: '30m' }) }),
});

for (const { name: rules, matchOn } of Object.values(RULE_SETS)) {
  describe(`by the rules of ${rules}`, () => {
    // The pipeline is the same by all rules: only whose fills it hears differs.
    const asked = { ...trial, rules, cuts: rules === 'realistic' ? 200 : 40 };
    if (matchOn === 'own-bars') pipelineContract('opening-range', { ...asked, pipeline: besideBars });
    else pipelineContract('opening-range', { ...asked, pipeline: openingRange });
  });
}

describe('opening-range alone by the rules of backtesting.py', () => {
  it('is refused: those rules fill on a pipeline’s own bars, and it listens to quotes', async () => {
    await expect(
      backtestOn({ ...trial, pipeline: openingRange, rules: 'backtesting.py' }),
    ).rejects.toMatchObject({
      code: 'MATCH_STREAM_MISSING',
    });
  });
});
