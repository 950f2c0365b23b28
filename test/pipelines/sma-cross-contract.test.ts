import { describe } from '@jest/globals';
import { pipelineContract, randomBars } from 'millrace/testing';
import { smaCross } from '../../pipelines/sma-cross.js';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';

const symbols = ['AAPL', 'SPY'];

for (const rules of Object.keys(RULE_SETS)) {
  describe(`by the rules of ${rules}`, () => {
    pipelineContract('sma-cross', {
      pipeline: smaCross,
      params: { symbols, fast: 3, slow: 8, direction: 'long-short', size: { weight: 0.4 } },
      events: randomBars({ seed: 3, symbols, count: 205, every: '1d' }),
      rules,
      // The pipeline is the same by all rules: only whose fills it hears differs.
      cuts: rules === 'realistic' ? 200 : 40,
    });
  });
}
