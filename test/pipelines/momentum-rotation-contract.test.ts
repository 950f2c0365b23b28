import { describe, expect, it } from '@jest/globals';
import { backtestOn, pipelineContract, randomBars } from 'millrace/testing';
import { momentumRotation } from '../../pipelines/momentum-rotation.js';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';

const symbols = ['AAPL', 'IBM', 'SPY'];

/** Weeks make many months of few bars; IBM is away in every seventh week and for a quarter of a year. */
const trial = {
  pipeline: momentumRotation,
  params: { symbols, every: '1w', span: 4, top: 2, toleranceWeight: 0 },
  events: randomBars({ seed: 3, symbols, count: 205, every: '1w' }).filter(
    ({ symbol }, place) => symbol !== 'IBM' || (place % 21 > 2 && (place < 120 || place > 160)),
  ),
};

for (const rules of Object.keys(RULE_SETS)) {
  describe(`by the rules of ${rules}`, () => {
    // The pipeline is the same by all rules: only whose fills it hears differs.
    pipelineContract('momentum-rotation', { ...trial, rules, cuts: rules === 'realistic' ? 200 : 40 });
  });
}

describe('momentum-rotation with nothing but its cash', () => {
  it('buys with what its sales have brought: no order lacks buying power', async () => {
    const { entries } = await backtestOn(trial);
    const fills = entries.filter(({ kind }) => kind === 'fill');
    const short = entries.filter(
      ({ kind, body }) => kind === 'order' && 'code' in body && body.code === 'BUYING_POWER_SHORT',
    );
    expect(fills.length).toBeGreaterThan(50);
    expect(short).toEqual([]);
  });
});
