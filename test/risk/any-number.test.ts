import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { usShare } from '../../src/domain/instrument.js';
import type { Intent } from '../../src/domain/intent.js';
import type { Lot } from '../../src/domain/lot.js';
import type { Order } from '../../src/domain/order.js';
import { decide } from '../../src/risk/decide.js';
import type { Limits } from '../../src/risk/limits.js';
import { orderWith } from '../brokers/simulated/order-with.js';
import { bench } from './bench.js';

/** Numbers that nobody means, among some that somebody may. */
const amount = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, -1, -1e308),
  fc.constantFrom(5e-324, 1e-300, 1e-9, 0.004, 2 ** 53, 1e16, 1e22, 1e300, 1e308),
  { weight: 6, arbitrary: fc.constantFrom(0.1, 0.5, 1, 2.5, 3, 10, 99, 100, 101, 1_000) },
  fc.double(),
);
/** Null every other time. */
const maybe = fc.option(amount, { nil: null, freq: 2 });
/** Mostly one of the two sizes, as it should be. */
const size = fc.oneof(
  { weight: 4, arbitrary: amount.map((quantity) => ({ quantity, fraction: null })) },
  { weight: 2, arbitrary: amount.map((fraction) => ({ quantity: null, fraction })) },
  fc.record({ quantity: maybe, fraction: maybe }),
);

const seldom = <T>(wanted: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, wanted);
const rare = seldom(amount);

const key = fc.constantFrom('a', 'b', 'live', 'live/stop-loss', 'target:X', 'close:X', '');
const common = { symbol: fc.constant('X'), because: fc.constant('any') };

const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({
    kind: fc.constant('target' as const),
    ...common,
    quantity: maybe,
    weight: maybe,
    notional: maybe,
    rebalance: fc.option(fc.record({ toleranceWeight: amount }), { nil: null }),
  }),
  fc.constantFrom('quantity' as const, 'weight' as const, 'notional' as const).chain((measure) =>
    amount.map((value) => ({
      kind: 'target' as const,
      symbol: 'X',
      because: 'any',
      ...{ quantity: null, weight: null, notional: null, rebalance: null },
      [measure]: value,
    })),
  ),
  fc
    .tuple(
      size,
      fc.record({
        kind: fc.constant('submit' as const),
        ...common,
        key,
        side: fc.constantFrom('buy' as const, 'sell' as const),
        type: fc.constant('market' as const),
        limitPrice: rare,
        stopPrice: rare,
        timeInForce: fc.constantFrom('day' as const, 'gtc' as const, 'gtc' as const, 'gtd' as const),
        expiresAt: rare,
        stopLoss: seldom(fc.record({ stopPrice: amount, limitPrice: maybe })),
        takeProfit: seldom(fc.record({ limitPrice: amount })),
        oco: fc.constantFrom(null, 'g'),
        lot: fc.constantFrom(null, null, 'lot'),
        reduceOnly: fc.boolean(),
        outsideRth: fc.boolean(),
      }),
    )
    .map(([sized, rest]) => ({ ...rest, ...sized })),
  fc.record({
    kind: fc.constant('amend' as const),
    key: fc.constantFrom('live', 'live/stop-loss', 'a'),
    because: fc.constant('any'),
    change: fc.record({ quantity: amount, limitPrice: amount, stopPrice: amount }, { requiredKeys: [] }),
  }),
  fc.record({
    kind: fc.constant('close' as const),
    ...common,
    lot: fc.constantFrom(null, 'lot'),
    portion: amount,
  }),
);

const limit = seldom(fc.constantFrom(0, 1e-9, 100, 10_000, 1e15));
const limits: fc.Arbitrary<Limits> = fc.record({
  maxOrderQuantity: limit,
  maxOrderNotional: limit,
  maxPositionQuantity: limit,
  maxGrossNotional: limit,
  maxNetNotional: limit,
  maxOpenOrders: fc.constantFrom(null, 1, 10),
  maxOrdersPerMinute: fc.constantFrom(null, 1, 10),
  collarBps: limit,
  maxDailyLossPct: fc.constant(null),
  maxDrawdownPct: fc.constant(null),
  symbols: fc.constant(null),
  sessionOnly: fc.constant(false),
});

const world = fc.record({
  last: fc.constantFrom(undefined, 100, 100, 5e-324, 1e-7, 1e15),
  equity: fc.constantFrom(10_000, 0, -5, 1e15),
  held: fc.constantFrom(0, 0.3, -0.3, 5, 100, -100, 1e15),
  working: fc.constantFrom(null, 1, 50, 1e15),
  instrument: fc.constantFrom(
    {},
    { multiplier: 1e9, tickSize: null },
    { lotSize: 0.001, minQuantity: 0.01, tickSize: 1e-5 },
    { lotSize: 100, minQuantity: 10 },
  ),
  limits,
  rules: fc.constantFrom('realistic' as const, 'backtesting.py' as const),
  marginRatio: fc.constantFrom(1, 0.01),
  latched: fc.constantFrom(false, false, false, true),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const contextOf = ({ held, working, instrument, ...more }: World) => {
  const lot: Lot = {
    ...{ id: 'lot', pipeline: 'p', symbol: 'X', quantity: held, entryPrice: 100, entryAt: 0, entryBar: 0 },
    ...{ commission: 0, because: 'any' },
  };
  const order = (wish: Partial<Order> & { id: string }): Order => ({
    ...orderWith(wish),
    ...{ pipeline: 'p', symbol: 'X' },
  });
  const live =
    working === null
      ? []
      : [
          order({
            id: '1-1',
            key: 'live',
            quantity: working,
            limitPrice: 90,
            stopPrice: 95,
            type: 'stop-limit',
          }),
          order({
            id: '1-2',
            key: 'live/stop-loss',
            parent: '1-1',
            reduceOnly: true,
            side: 'sell',
            stopPrice: 80,
          }),
          order({ id: '1-3', key: 'share', quantity: null, fraction: 0.5 }),
        ];
  return bench({
    ...more,
    lots: held === 0 ? [] : [lot],
    live,
    instrument: { ...usShare('X'), ...instrument },
  });
};

/** Every number inside a value, with its place. */
const numbersIn = (value: unknown, place = ''): readonly (readonly [place: string, number: number])[] => {
  if (typeof value === 'number') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => numbersIn(inner, name));
};

const POSITIVE = new Set(['quantity', 'fraction', 'limitPrice', 'stopPrice']);

describe('whatever numbers an intent has', () => {
  it('it comes to a decision whose numbers are finite, and those of an order above 0', () => {
    let approved = 0;
    fc.assert(
      fc.property(intent, world, (said, seen) => {
        const decision = decide(said, 'p', contextOf(seen));
        const wrong = numbersIn(decision).filter(([, number]) => !Number.isFinite(number));
        if ('refused' in decision) return wrong.length === 0;
        approved += decision.approved.length;
        const empty = numbersIn(decision.approved).filter(
          ([name, number]) => POSITIVE.has(name) && number <= 0,
        );
        return wrong.length + empty.length === 0;
      }),
      { numRuns: 20_000 },
    );
    // Enough of them got through to say something.
    expect(approved).toBeGreaterThan(1_000);
  });
});
