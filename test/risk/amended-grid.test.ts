import { describe, expect, it } from '@jest/globals';
import { amend, bars, definePipeline, submit } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../engine/minute-bars.js';
import { play } from '../engine/play.js';

/** An order far from the market on the first bar, changed on the second. */
const amended = async (side: 'buy' | 'sell', change: Parameters<typeof amend>[1]) => {
  const pipeline = definePipeline({
    name: 'amends',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        map((_, index) => {
          if (index > 0) return amend('a', change);
          const prices = side === 'buy' ? { limitPrice: 50 } : { stopPrice: 50, limitPrice: 49 };
          return submit({ key: 'a', symbol: 'X', side, quantity: 10, ...prices, because: 'first' });
        }),
      ),
  });
  const rules = RULE_SETS['realistic'];
  if (!rules) throw new Error('there is no rule set realistic');
  const { all } = await play({ pipelines: { pipeline }, rules, events: minuteBars('X', [100, 100]) });
  const changes = all('command').flatMap(({ body: { command } }) =>
    command.kind === 'amend' ? [command.change] : [],
  );
  return { changes, refused: all('refusal').map(({ body }) => body) };
};

describe('an amendment under rules with a grid', () => {
  it('is put on the grid as the order was: whole lots, never a worse price', async () => {
    const bought = await amended('buy', { quantity: 12.7, limitPrice: 60.019, because: 'second' });
    expect(bought.changes).toEqual([{ quantity: 12, limitPrice: 60.01 }]);
    const sold = await amended('sell', { stopPrice: 60.019, limitPrice: 59.001, because: 'second' });
    expect(sold.changes).toEqual([{ limitPrice: 59.01, stopPrice: 60.01 }]);
  });

  it('to less than a lot is refused, because nothing would be left', async () => {
    const { changes, refused } = await amended('buy', { quantity: 0.7, because: 'second' });
    expect(changes).toEqual([]);
    expect(refused.map(({ code }) => code)).toEqual(['INTENT_INVALID']);
  });
});
