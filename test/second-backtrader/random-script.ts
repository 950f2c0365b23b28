import fc from 'fast-check';
import type { Action, Bar, OrderAction, Scenario, Settings } from './script.js';

const TICK = 100;
const LEAST = 25;

const price = (ticks: number): number => Math.max(LEAST, ticks) / TICK;

/** Bars on a coarse grid, so that prices tie often, with gaps and now and then wild ones. */
const market = fc
  .record({
    start: fc.integer({ min: 500, max: 20_000 }),
    step: fc.constantFrom(1, 7, 25, 100, 400),
    moves: fc.array(
      fc.record({
        gap: fc.oneof(fc.constant(0), fc.integer({ min: -8, max: 8 })),
        body: fc.integer({ min: -6, max: 6 }),
        up: fc.integer({ min: 0, max: 4 }),
        down: fc.integer({ min: 0, max: 4 }),
      }),
      { minLength: 8, maxLength: 40 },
    ),
  })
  .map(({ start, step, moves }): readonly Bar[] => {
    let last = start;
    return moves.map(({ gap, body, up, down }) => {
      const open = Math.max(LEAST, last + gap * step);
      last = Math.max(LEAST, open + body * step);
      const high = price(Math.max(open, last) + up * step);
      return { open: price(open), high, low: price(Math.min(open, last) - down * step), close: price(last) };
    });
  });

const mostly = (usual: boolean) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(!usual) });

const settings: fc.Arbitrary<Settings> = fc.record({
  cash: fc.oneof(fc.constantFrom(1_000, 10_000), fc.integer({ min: 150, max: 100_000 })),
  checkSubmit: mostly(true),
  shortCash: mostly(true),
  tradeOnClose: mostly(false),
  slipRate: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.constantFrom(0.001, 0.01, 0.03)),
  slipPoints: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(0.01, 0.1, 1.5)),
  slipOpen: fc.boolean(),
  slipMatch: fc.boolean(),
  slipLimit: fc.boolean(),
  slipOut: mostly(false),
  commissionRate: fc.constantFrom(0, 0, 0.0002, 0.002, 0.01),
  commissionPerUnit: fc.constantFrom(0, 0, 0.5, 2),
  leverage: fc.constantFrom(1, 1, 2, 4, 10, 50),
  future: fc.option(
    fc.record({ margin: fc.constantFrom(null, 10, 100, 1_000), multiplier: fc.constantFrom(1, 5, 10, 50) }),
    { freq: 2 },
  ),
});

/** A price that the market has just shown or is about to show, or one near it. */
const level = fc.record({
  of: fc.constantFrom('open' as const, 'high' as const, 'low' as const, 'close' as const),
  ahead: fc.constantFrom(0, 1, 1, 1, 2),
  off: fc.oneof(fc.constant(0), fc.integer({ min: -300, max: 300 })),
});

const maybe = <T>(wanted: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(wanted, { nil: undefined, freq: 2 });

const distance = fc.integer({ min: -20, max: 900 });

const order = fc.record({
  kind: fc.constant('order' as const),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  share: fc.integer({ min: 1, max: 130 }),
  limit: maybe(level),
  stop: maybe(level),
  atClose: fc.constantFrom(false, false, false, true),
  life: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    fc.constant('day' as const),
    fc.integer({ min: 0, max: 4 }),
  ),
  group: maybe(fc.constantFrom('a', 'b', 'c')),
  stopLoss: maybe(distance),
  stopLossLimit: maybe(fc.integer({ min: -200, max: 200 })),
  takeProfit: maybe(distance),
});

const step = fc.oneof(
  { weight: 7, arbitrary: order },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('cancel' as const),
      back: fc.integer({ min: 0, max: 6 }),
      place: fc.constantFrom(0, 0, 1, 2),
      role: fc.constantFrom('', '', '/stop-loss', '/take-profit'),
    }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type OrderStep = Extract<Step, { kind: 'order' }>;

/** What turns drawn numbers into prices and sizes: the market seen from one bar, and the account. */
interface View {
  readonly bars: readonly Bar[];
  readonly index: number;
  readonly settings: Settings;
}

const priceAt = ({ bars, index }: View, { of, ahead, off }: NonNullable<OrderStep['limit']>): number =>
  price(Math.round((bars[Math.min(bars.length - 1, index + ahead)]?.[of] ?? 1) * TICK) + off);

const sizeOf = ({ bars, index, settings: { cash, leverage, future } }: View, share: number): number => {
  const close = bars[index]?.close ?? 1;
  const unit = future ? (future.margin ?? close * future.multiplier) : close;
  return Math.max(1, Math.floor(((cash * leverage) / unit) * (share / 100)));
};

const orderOf = (view: View, drawn: OrderStep): OrderAction => {
  const { side, life, group, stopLoss, stopLossLimit, takeProfit } = drawn;
  const sign = side === 'buy' ? 1 : -1;
  const limit = drawn.atClose || !drawn.limit ? undefined : priceAt(view, drawn.limit);
  const stop = drawn.atClose || !drawn.stop ? undefined : priceAt(view, drawn.stop);
  const base = Math.round((limit ?? stop ?? view.bars[view.index]?.close ?? 1) * TICK);
  const loss = stopLoss === undefined ? undefined : base - sign * stopLoss;
  return {
    do: 'order',
    side,
    size: sizeOf(view, drawn.share),
    ...(limit !== undefined && { limit }),
    ...(stop !== undefined && { stop }),
    ...(drawn.atClose && { atClose: true }),
    ...(!drawn.atClose && life !== undefined && { life: life === 'day' ? life : view.index + life }),
    ...(group !== undefined && { group }),
    ...(loss !== undefined && { stopLoss: price(loss) }),
    ...(loss !== undefined && stopLossLimit !== undefined && { stopLossLimit: price(loss + stopLossLimit) }),
    ...(takeProfit !== undefined && { takeProfit: price(base + sign * takeProfit) }),
  };
};

const actionOf = (view: View, drawn: Step): Action =>
  drawn.kind === 'order'
    ? orderOf(view, drawn)
    : { do: 'cancel', name: `${view.index - drawn.back}-${drawn.place}${drawn.role}` };

/** Random scenarios over everything that an order can be and the settings can say. */
export const randomScenario: fc.Arbitrary<Scenario> = fc
  .record({
    bars: market,
    settings,
    turns: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 2, arbitrary: fc.array(step, { minLength: 1, maxLength: 3 }) },
      ),
      { minLength: 40, maxLength: 40 },
    ),
  })
  .map(({ bars, settings: chosen, turns }) => ({
    bars,
    settings: chosen,
    script: bars.map((_, index) =>
      (turns[index] ?? []).map((drawn) => actionOf({ bars, index, settings: chosen }, drawn)),
    ),
  }));
