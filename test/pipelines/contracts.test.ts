import { describe, expect, it } from '@jest/globals';
import { backtestOn, pipelineContract, randomBars, randomQuotes } from 'millrace/testing';
import { bollingerBreakout } from '../../pipelines/bollinger-breakout.js';
import { openingRange } from '../../pipelines/opening-range.js';
import { smaCross } from '../../pipelines/sma-cross.js';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { type Instrument, usShare } from '../../src/domain/instrument.js';

const symbols = ['AAPL', 'SPY'];

const onExchange = (symbol: string): Instrument => ({ ...usShare(symbol), calendar: 'XNYS' });

const barByBar = randomBars({ seed: 3, symbols, count: 210, every: '1d' });
const quoteByQuote = randomQuotes({ seed: 5, symbols, sessions: 16, every: '15m' });

const range = {
  pipeline: openingRange,
  params: { symbols, size: { weight: 0.4 } },
  events: quoteByQuote,
  instrument: onExchange,
};

for (const rules of Object.keys(RULE_SETS)) {
  describe(`by the rules of ${rules}`, () => {
    pipelineContract('sma-cross', {
      pipeline: smaCross,
      params: { symbols, fast: 3, slow: 8, direction: 'long-short', size: { weight: 0.4 } },
      events: barByBar,
      rules,
    });
    pipelineContract('bollinger-breakout', {
      pipeline: bollingerBreakout,
      params: { symbols, span: 8, deviations: 1.5, profitWidths: 0.5 },
      events: barByBar,
      rules,
    });
    if (rules !== 'backtesting.py') pipelineContract('opening-range', { ...range, rules });
  });
}

describe('opening-range by the rules of backtesting.py', () => {
  it('cannot trade: those rules fill on a pipeline’s own bars, and it listens to quotes alone', async () => {
    await expect(backtestOn({ ...range, rules: 'backtesting.py' })).rejects.toMatchObject({
      code: 'MATCH_STREAM_MISSING',
    });
  });
});
