import { describe, expect, it } from '@jest/globals';
import { amend, definePipeline, type Intent, quotes, submit } from 'millrace';
import { quote } from 'millrace/testing';
import { concatMap, EMPTY } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { Limits } from '../../src/risk/limits.js';
import { minute } from '../engine/minute-bars.js';
import { play } from '../engine/play.js';

const because = 'test';
type Submit = Parameters<typeof submit>[0];
const order = (key: string, side: 'buy' | 'sell', more: Partial<Submit>): Intent =>
  submit({ key, side, symbol: 'X', timeInForce: 'gtc', because, ...more });

/** Says what it was given at the n-th quote, counted from 1. */
const saying = (says: Readonly<Record<number, readonly Intent[]>>) =>
  definePipeline({
    name: 'saying',
    params: z.strictObject({}),
    feeds: () => ({ quote$: quotes({ symbols: ['X'] }) }),
    flow: ({ quote$ }) => quote$.pipe(concatMap((_, index) => says[index + 1] ?? EMPTY)),
  });

interface Asked {
  readonly pipelines: Readonly<Record<string, Readonly<Record<number, readonly Intent[]>>>>;
  readonly prices: readonly number[];
  readonly limits?: Partial<Limits>;
}

/** A quote a minute, and 90 seconds from a change to the market: it is on its way at the next quote still. */
const run = async ({ pipelines, prices, limits = {} }: Asked) => {
  const rules = RULE_SETS['realistic'];
  if (!rules) throw new Error('there is no rule set realistic');
  const sizes = { bidSize: 10_000, askSize: 10_000 };
  const { all } = await play({
    pipelines: Object.fromEntries(Object.entries(pipelines).map(([id, says]) => [id, saying(says)])),
    events: prices.map((bid, index) =>
      quote({ symbol: 'X', at: minute(index + 1), bid, ask: bid, ...sizes }),
    ),
    ...{ rules, limits, broker: { latencyMs: 90_000 } },
  });
  const held = all('fill').reduce(
    (sum, { body: { side, quantity } }) => sum + (side === 'buy' ? quantity : -quantity),
    0,
  );
  const refused = all('refusal').map(({ at, body }) => `${(at - minute(0)) / 60_000} ${body.code}`);
  const taken = all('command').filter(({ body }) => body.command.kind === 'cancel').length;
  return { held, refused, facts: all('refusal').map(({ body }) => body.facts), taken };
};

const low = (key: string, quantity: number) => order(key, 'buy', { quantity, limitPrice: 90 });
const to = (key: string, quantity: number) => amend(key, { quantity, because });

describe('a change that is on its way', () => {
  const limits = { maxPositionQuantity: 100 };
  const prices = [100, 100, 100, 100, 100, 80, 80, 80, 80];

  it('counts as done where another one is asked about', async () => {
    const says = { 1: [low('a', 10), low('b', 10)], 2: [to('a', 90), to('b', 90)], 3: [low('c', 1)] };
    const { held, refused, facts } = await run({ pipelines: { p: says }, prices, limits });
    expect(refused).toEqual(['2 POSITION_QUANTITY_MAX', '3 POSITION_QUANTITY_MAX']);
    expect(facts).toEqual([
      { quantity: 180, limit: 100 },
      { quantity: 101, limit: 100 },
    ]);
    expect(held).toBe(100);
  });

  it('counts of the account, whoever asks', async () => {
    const pipelines = {
      p: { 1: [low('a', 10)], 2: [to('a', 90)] },
      q: { 1: [low('b', 10)], 2: [to('b', 11)] },
    };
    expect((await run({ pipelines, prices, limits })).refused).toEqual(['2 POSITION_QUANTITY_MAX']);
  });

  it('makes nothing smaller before it has arrived', async () => {
    const more = { 2: [to('a', 10)], 3: [low('b', 11)], 4: [low('b', 90)] };
    const { held, refused } = await run({ pipelines: { p: { 1: [low('a', 90)], ...more } }, prices, limits });
    expect([held, refused]).toEqual([100, ['3 POSITION_QUANTITY_MAX']]);
  });

  it('is what the next change of the same order changes', async () => {
    const nearer = amend('a', { limitPrice: 91, because });
    const says = {
      1: [low('a', 10), low('b', 10)],
      2: [to('a', 90), nearer, to('b', 11)],
      3: [to('a', 89), to('b', 11)],
    };
    const { refused, held } = await run({ pipelines: { p: says }, prices, limits });
    // Until 89 is there it may be 90.
    expect([refused, held]).toEqual([['2 POSITION_QUANTITY_MAX', '3 POSITION_QUANTITY_MAX'], 99]);
  });

  it('names a price that the orders of another pipeline could trade with', async () => {
    const pipelines = {
      p: { 1: [low('a', 10)], 2: [amend('a', { limitPrice: 110, because })] },
      q: { 2: [order('b', 'sell', { quantity: 10, limitPrice: 105 })] },
    };
    expect((await run({ pipelines, prices })).refused).toEqual(['2 ORDERS_CROSS']);
  });

  it('is judged when orders that could add risk are taken back', async () => {
    const says = {
      1: [order('in', 'buy', { quantity: 100 })],
      4: [order('out', 'sell', { quantity: 50, limitPrice: 105 }), to('out', 300)],
    };
    const { held, taken } = await run({
      pipelines: { p: says },
      prices: [100, 100, 100, 100, 90, 90, 90, 110, 110, 110],
      limits: { maxDrawdownPct: 0.5 },
    });
    expect([held, taken]).toEqual([100, 1]);
  });
});
