import { expect, it } from '@jest/globals';
import { amend } from 'millrace';
import { RULE_SETS } from '../../../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../../../engine/minute-bars.js';
import { play } from '../../../engine/play.js';
import { order, speaker } from '../../../risk/speaker.js';

it('a bracket’s exit can be moved under hedging, though more is held against its lot', async () => {
  const rules = RULE_SETS['backtesting.py'];
  if (!rules) throw new Error('there is no rule set backtesting.py');
  const says = {
    2: [order('sell', 4, { key: 'short', stopLoss: { stopPrice: 120 } }), order('buy', 12)],
    4: [amend('short/stop-loss', { stopPrice: 105, because: 'test' })],
  };
  const { all } = await play({
    pipelines: { p: speaker(says) },
    events: minuteBars('X', [100, 100, 100, 100, 110, 110]),
    rules,
    broker: { hedging: true },
  });
  expect(all('refusal')).toEqual([]);
  const fills = all('fill').map(({ body: { key, quantity, price } }) => [key, quantity, price]);
  expect(fills.slice(2)).toEqual([['short/stop-loss', 4, 110]]);
});
