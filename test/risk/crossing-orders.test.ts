import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, type Intent, submit } from 'millrace';
import { concatMap, EMPTY } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minute, minuteBars } from '../engine/minute-bars.js';
import { play } from '../engine/play.js';

type Submit = Parameters<typeof submit>[0];
type Says = Readonly<Record<number, readonly Intent[]>>;

const order = (side: 'buy' | 'sell', more: Partial<Submit> = {}): Intent =>
  submit({
    key: JSON.stringify([side, more]),
    symbol: 'X',
    side,
    quantity: 1,
    timeInForce: 'gtc',
    because: 'test',
    ...more,
  } as Submit);

/** Says intents at the n-th minute, counted from 1. */
const saying = (says: Says) =>
  definePipeline({
    name: 'saying',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
    flow: ({ bar$ }) => bar$.pipe(concatMap((_, index) => says[index + 1] ?? EMPTY)),
  });

/** In which minute an order of the second pipeline was refused. */
const refused = async (first: Says, second: Says, prices = [100, 100, 100]) => {
  const rules = RULE_SETS['realistic'];
  if (!rules) throw new Error('there is no rule set realistic');
  const { all } = await play({
    pipelines: { first: saying(first), second: saying(second) },
    events: minuteBars('X', prices),
    rules,
  });
  return all('refusal').map(({ at, body }) => `${(at - minute(0)) / 60_000} ${body.code}`);
};

describe('opposite orders of two pipelines', () => {
  it('are refused where both are in the market', async () => {
    const resting = { 1: [order('sell', { limitPrice: 110 })] };
    expect(await refused(resting, { 2: [order('buy')] })).toEqual(['2 ORDERS_CROSS']);
    expect(await refused(resting, { 2: [order('buy', { limitPrice: 110 })] })).toEqual(['2 ORDERS_CROSS']);
    expect(await refused(resting, { 2: [order('buy', { limitPrice: 109 })] })).toEqual([]);
  });

  it('may stand beside each other where one is a stop that the price is far from', async () => {
    const stops = { 1: [order('sell', { stopPrice: 90 })] };
    expect(await refused(stops, { 2: [order('buy')] })).toEqual([]);
    // A limit stays, and the stop may be reached meanwhile.
    expect(await refused(stops, { 2: [order('buy', { limitPrice: 95 })] })).toEqual(['2 ORDERS_CROSS']);
  });
});
