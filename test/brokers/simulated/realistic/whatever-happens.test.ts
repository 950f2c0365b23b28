import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BrokerFill } from '../../../../src/brokers/simulated/simulated-broker.js';
import type { TimeInForce } from '../../../../src/domain/order.js';
import { barOf } from '../bar-of.js';
import type { SmallWheel } from '../small-wheel.js';
import { realisticWheel } from './realistic-wheel.js';

const DAY_MS = 86_400_000;
const ticks = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 4);
const price = ticks(320, 480);

const bar = fc
  .tuple(price, price, price, price, fc.option(fc.integer({ min: 0, max: 4_000 }), { freq: 4 }))
  .map(([open, close, a, b, volume]) => ({
    prices: [open, Math.max(open, close, a, b), Math.min(open, close, a, b), close] as const,
    volume,
  }));

const order = fc.record({
  side: fc.constantFrom('buy' as const, 'sell' as const),
  quantity: fc.integer({ min: 1, max: 60 }),
  limitPrice: fc.option(price, { freq: 1 }),
  stopPrice: fc.option(price, { freq: 1 }),
  timeInForce: fc.constantFrom<TimeInForce>('gtc', 'gtc', 'gtc', 'day', 'ioc', 'fok', 'gtd', 'open', 'close'),
  expiresIn: fc.integer({ min: 1, max: 6 }),
  stopLoss: fc.option(ticks(1, 60)),
  takeProfit: fc.option(ticks(1, 60)),
  oco: fc.option(fc.constantFrom('a', 'b'), { freq: 2 }),
  reduceOnly: fc.boolean(),
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('order' as const), order }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('exit' as const), place: fc.nat(5), price, stop: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), place: fc.nat(8) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('amend' as const),
      place: fc.nat(8),
      quantity: fc.integer({ min: 1, max: 60 }),
      price,
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const run = fc.record({
  bars: fc.array(bar, { minLength: 5, maxLength: 25 }),
  steps: fc.array(fc.array(step, { maxLength: 3 }), { minLength: 25, maxLength: 25 }),
  /** What a pipeline does in the turn of its n-th fill. */
  answers: fc.array(fc.option(step, { freq: 1 }), { maxLength: 20 }),
});

const act = (wheel: SmallWheel, wish: Step): void => {
  if (wish.do === 'order') return place(wheel, wish.order);
  if (wish.do === 'exit') {
    const lot = wheel.lots[wish.place];
    if (!lot) return;
    const side = lot.quantity > 0 ? 'sell' : 'buy';
    const at = wish.stop ? { stopPrice: wish.price } : { limitPrice: wish.price };
    wheel.place({ side, quantity: Math.abs(lot.quantity), lot: lot.id, reduceOnly: true, ...at });
    return;
  }
  const live = wheel.portfolio.liveOrders('p')[wish.place];
  if (!live) return;
  if (wish.do === 'cancel') return wheel.cancel(live.order.id);
  const change = live.order.limitPrice === null ? {} : { limitPrice: wish.price };
  const quantity = live.order.lot === null && live.order.parent === null ? { quantity: wish.quantity } : {};
  wheel.command({ kind: 'amend', order: live.order.id, change: { ...change, ...quantity } });
};

const place = (wheel: SmallWheel, wish: typeof order extends fc.Arbitrary<infer T> ? T : never): void => {
  const { stopLoss, takeProfit, expiresIn, ...rest } = wish;
  const sign = rest.side === 'buy' ? 1 : -1;
  const entry = rest.limitPrice ?? rest.stopPrice ?? wheel.last('X') ?? 100;
  wheel.place(
    { ...rest, expiresAt: wheel.now + expiresIn * 0.6 * DAY_MS },
    ...(stopLoss === null ? [] : [{ role: 'stop-loss', stopPrice: entry - sign * stopLoss } as const]),
    ...(takeProfit === null ? [] : [{ role: 'take-profit', limitPrice: entry + sign * takeProfit } as const]),
  );
};

type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

/** What must hold when a fill has just been booked. */
const check = (wheel: SmallWheel, fill: BrokerFill, before: number): void => {
  const record = wheel.portfolio.order(fill.order);
  const { limitPrice = null, quantity = null, reduceOnly = false } = record?.order ?? {};
  const side = fill.side === 'buy' ? 1 : -1;
  const after = wheel.portfolio.position('p', 'X');
  expect(fill.quantity).toBeGreaterThan(0);
  expect(after).toBe(before + side * fill.quantity);
  expect(record?.filled).toBeLessThanOrEqual(quantity ?? 0);
  if (limitPrice !== null) expect((fill.price - limitPrice) * side).toBeLessThanOrEqual(0);
  if (reduceOnly) expect(Math.abs(after)).toBeLessThan(Math.abs(before));
  if (fill.complete) expect(record?.state).toBe('filled');
};

const play = ({ bars, steps, answers }: Run): number => {
  const wheel = realisticWheel({
    settings: { cash: 12_000 },
    sessionEnd: (_, at) => (Math.floor(at / DAY_MS) + 1) * DAY_MS,
  });
  let position = 0;
  let taken = 0;
  wheel.listen = (answer) => {
    if (answer.kind !== 'fill') return;
    check(wheel, answer, position);
    position = wheel.portfolio.position('p', 'X');
    taken += answer.quantity;
    const wish = answers[wheel.fills.length - 1];
    if (wish) act(wheel, wish);
  };
  for (const [index, { prices, volume }] of bars.entries()) {
    taken = 0;
    wheel.row(barOf(index, prices, { volume }), () => {
      for (const wish of steps[index] ?? []) act(wheel, wish);
    });
    if (volume !== null) expect(taken).toBeLessThanOrEqual(volume * 0.025);
  }
  // A child whose parent is over and whose lots are gone, or an order with nothing left, must not linger.
  for (const { order, filled } of wheel.portfolio.liveOrders('p')) {
    const parent = order.parent === null ? undefined : wheel.stateOf(order.parent)[0];
    if (parent === undefined || parent === 'filled') expect(order.quantity).toBeGreaterThan(filled);
    if (order.lot !== null) expect(wheel.lots.map(({ id }) => id)).toContain(order.lot);
  }
  return wheel.fills.length;
};

describe('the realistic broker, whatever is ordered', () => {
  it('keeps within quantity, limit, position and volume, and leaves no order behind', () => {
    let fills = 0;
    fc.assert(
      fc.property(run, (drawn) => {
        fills += play(drawn);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(fills).toBeGreaterThan(1_000);
  });
});
