import { describe, expect, it } from '@jest/globals';
import { amend, close, type Intent, target } from 'millrace';
import { backtestOn } from 'millrace/testing';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../engine/minute-bars.js';
import { scripted } from '../engine/scripted-broker.js';
import { type Asked, order, refusedOf, type Says, speaker } from './speaker.js';

const because = 'test';
const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);
const hold = (quantity: number): Intent => target({ symbol: 'X', quantity, because });
const out: Intent = close({ symbol: 'X', because });

const realistic = async (
  says: Says,
  { prices = [100, 100, 100, 100], volume = 1e6, ...more }: Asked & { volume?: number } = {},
) => {
  const rules = RULE_SETS['realistic'];
  if (!rules) throw new Error('there is no rule set realistic');
  const events = minuteBars('X', prices, { volume });
  const { lines, facts, all } = await refusedOf({}, { p: says }, { rules, events, ...more });
  return { lines, facts, fills: all('fill').map(({ body: { side, quantity } }) => `${side} ${quantity}`) };
};

describe('an intent beyond what can be counted', () => {
  it.each([
    ['quantity', { quantity: 1e308 }],
    ['notional', { notional: -1e308 }],
    ['weight', { weight: 1e308 }],
  ])('is refused, whatever measure it is in: %s', async (_, measure) => {
    for (const name of ['realistic', 'backtesting.py']) {
      const pipeline = speaker({
        2: [target({ symbol: 'X', because, ...measure })],
      });
      const { entries, journalHash } = await backtestOn({
        ...{ pipeline, params: {}, rules: name },
        events: minuteBars('X', [100, 100, 100]),
      });
      const codes = entries.flatMap((entry) => (entry.kind === 'refusal' ? [entry.body.code] : []));
      // Where the fill sizes it, a share above the whole is not known at all.
      expect(codes).toEqual([
        'weight' in measure && name !== 'realistic' ? 'RULES_UNSUPPORTED' : 'INTENT_INVALID',
      ]);
      expect(journalHash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('is refused in an order and in a change of one', async () => {
    const says = {
      1: [buy(1e300), buy(1, { limitPrice: 1e300 }), buy(1, { key: 'k', limitPrice: 90 })],
      2: [amend('k', { quantity: 1e300, because }), amend('k', { limitPrice: 1e300, because })],
    };
    const { facts } = await realistic(says);
    expect(facts.map(({ field }) => field)).toEqual(['quantity', 'limitPrice', 'quantity', 'limitPrice']);
  });
});

describe('a price', () => {
  it('is above 0, also once it lies on the grid', async () => {
    const says = {
      1: [
        buy(1, { limitPrice: -5 }),
        buy(1, { limitPrice: 0.004 }),
        buy(1, { limitPrice: 90, stopLoss: { stopPrice: 0.004 } }),
        buy(1, { key: 'k', limitPrice: 90 }),
        amend('k', { limitPrice: 0.004, because }),
      ],
    };
    const { lines, fills } = await realistic(says);
    expect([lines, fills]).toEqual([Array.from({ length: 4 }, () => '1 p INTENT_INVALID'), []]);
  });
});

describe('what is smaller than the smallest order', () => {
  /** A bar of 120 gives three shares, the next ones enough. */
  const stuck = { instrument: { minQuantity: 10 }, volume: 120 };

  it.each([
    ['a close', out],
    ['a target of none', hold(0)],
    ['an order for all of it', order('sell', 3)],
  ])('can be closed by %s', async (_, exit) => {
    const says = { 1: [buy(10, { timeInForce: 'ioc' })], 3: [exit] };
    expect(await realistic(says, stuck)).toEqual({ lines: [], facts: [], fills: ['buy 3', 'sell 3'] });
  });

  it('cannot be closed in part, nor added to', async () => {
    const says = { 1: [buy(10, { timeInForce: 'ioc' })], 3: [order('sell', 2), buy(3)] };
    expect((await realistic(says, stuck)).lines).toEqual([
      '3 p QUANTITY_TOO_SMALL',
      '3 p QUANTITY_TOO_SMALL',
    ]);
  });
});

describe('what is left beside whole lots', () => {
  /** A broker that fills two and a half of the first order, and gives up the rest. */
  const rules = scripted(
    {
      meet: (event, broker) =>
        broker.orders().flatMap(({ id }) => {
          const fill = { price: 100, at: event.at };
          if (id !== '1-1') return [broker.filled(id, fill)];
          return [broker.filled(id, { ...fill, quantity: 2.5 }), broker.said(id, 'cancelled')];
        }),
    },
    { snaps: true },
  );

  it.each([
    ['a close', out],
    ['a target of none', hold(0)],
  ])('is closed with them by %s', async (_, exit) => {
    const { all } = await refusedOf({}, { p: { 1: [buy(3)], 3: [exit] } }, { rules });
    expect(all('fill').map(({ body }) => body.quantity)).toEqual([2.5, 2.5]);
  });
});
