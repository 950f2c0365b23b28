import { describe } from '@jest/globals';
import { pipelineContract, randomBars } from 'millrace/testing';
import { bollingerBreakout } from '../../pipelines/bollinger-breakout.js';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';

const symbols = ['AAPL', 'SPY'];

/** Days that end at noon beside days that end at midnight: as many instants to cut after as bars. */
const events = ['2024-01-01T12:00:00Z', '2024-01-02T00:00:00Z'].flatMap((start, index) =>
  randomBars({ seed: 3, symbols: symbols.slice(index, index + 1), count: 125, every: '1d', start }),
);

for (const rules of Object.keys(RULE_SETS)) {
  describe(`by the rules of ${rules}`, () => {
    pipelineContract('bollinger-breakout', {
      pipeline: bollingerBreakout,
      params: { symbols, span: 5, deviations: 1, profitWidths: 0.5 },
      events,
      rules,
      // The pipeline is the same by all rules: only whose fills it hears differs.
      cuts: rules === 'realistic' ? 200 : 40,
    });
  });
}
