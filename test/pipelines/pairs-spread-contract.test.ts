import { describe } from '@jest/globals';
import { pipelineContract, randomBars } from 'millrace/testing';
import { pairsSpread } from '../../pipelines/pairs-spread.js';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';

const symbols: [string, string] = ['KO', 'PEP'];

/** Every tenth day has no bar of PEP. */
const events = randomBars({ seed: 3, symbols, count: 205, every: '1d' }).filter(
  ({ symbol }, place) => symbol === 'KO' || place % 20 < 19,
);

for (const rules of Object.keys(RULE_SETS)) {
  describe(`by the rules of ${rules}`, () => {
    pipelineContract('pairs-spread', {
      pipeline: pairsSpread,
      params: { symbols, hedgeSpan: 5, span: 4, entry: 1, weight: 0.8 },
      events,
      rules,
      // The pipeline is the same by all rules: only whose fills it hears differs.
      cuts: rules === 'realistic' ? 200 : 40,
    });
  });
}
