import fc from 'fast-check';
import type { Action, Bar, OrderAction, Scenario, Settings } from './script.js';

const TICK = 100;
const LEAST = 25;

const price = (ticks: number): number => Math.max(LEAST, ticks) / TICK;

/** One bar's moves, in steps whose size the whole market shares. */
const move = fc.record({
  gap: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: -8, max: 8 }) },
  ),
  body: fc.integer({ min: -6, max: 6 }),
  up: fc.integer({ min: 0, max: 4 }),
  down: fc.integer({ min: 0, max: 4 }),
});

/** Bars on a coarse grid, so that prices tie often, with gaps and now and then wild ones. */
const market = fc
  .record({
    start: fc.integer({ min: 500, max: 20_000 }),
    step: fc.constantFrom(1, 7, 25, 100, 400),
    moves: fc.array(move, { minLength: 8, maxLength: 40 }),
  })
  .map(({ start, step, moves }): readonly Bar[] => {
    let last = start;
    return moves.map(({ gap, body, up, down }) => {
      const open = Math.max(LEAST, last + gap * step);
      const close = Math.max(LEAST, open + body * step);
      last = close;
      const high = Math.max(open, close) + up * step;
      const low = Math.max(LEAST, Math.min(open, close) - down * step);
      return { open: price(open), high: price(high), low: price(low), close: price(close) };
    });
  });

const rate = fc.oneof(fc.constant(0), fc.constantFrom(0.0002, 0.002, 0.01, 0.03));
const mostlyOff = fc.oneof(
  { weight: 2, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

const settings: fc.Arbitrary<Settings> = fc.record({
  cash: fc.oneof(fc.constantFrom(1_000, 10_000), fc.integer({ min: 150, max: 100_000 })),
  spread: rate,
  commissionFixed: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(1, 2.5, 10, 40) },
  ),
  commissionRate: rate,
  marginRatio: fc.oneof(fc.constant(1), fc.constantFrom(0.8, 0.5, 0.3, 0.2, 0.1, 0.1)),
  tradeOnClose: mostlyOff,
  exclusiveOrders: mostlyOff,
  hedging: mostlyOff,
  fractionalUnit: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(0.5, 0.1, 0.01, 0.001, 1e-6) },
  ),
  finalizeTrades: fc.boolean(),
});

/** A price near one that the market has just shown or is about to show, exactly on it every third time. */
const level = fc.record({
  of: fc.constantFrom('open' as const, 'high' as const, 'low' as const, 'close' as const),
  ahead: fc.constantFrom(0, 1, 1, 1, 2),
  off: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: -300, max: 300 }) },
  ),
});

const maybe = <T>(wanted: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(wanted, { nil: undefined });

const distance = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 900 }) },
  { weight: 1, arbitrary: fc.integer({ min: -50, max: 0 }) },
);

const order = fc.record({
  kind: fc.constant('order' as const),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  fraction: maybe(fc.constantFrom(0.05, 0.2, 0.5, 0.5, 0.9, 0.9999, 1 - 2 ** -52)),
  share: fc.integer({ min: 1, max: 130 }),
  limit: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: level }),
  stop: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: level }),
  stopLoss: maybe(distance),
  takeProfit: maybe(distance),
});

const portion = maybe(fc.constantFrom(0.01, 0.1, 0.25, 0.5, 0.5, 0.75, 1));
const place = fc.constantFrom(0, 0, 0, 1, 2, 3);

const step = fc.oneof(
  { weight: 10, arbitrary: order },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close-position' as const), portion }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('close-trade' as const), place, portion }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('protect' as const),
      role: fc.constantFrom('set-sl' as const, 'set-tp' as const),
      place,
      level: fc.option(level, { freq: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), place }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type OrderStep = Extract<Step, { kind: 'order' }>;
type Level = typeof level extends fc.Arbitrary<infer T> ? T : never;

/** What turns drawn numbers into prices and sizes: the market seen from one bar, and the account. */
interface View {
  readonly bars: readonly Bar[];
  readonly index: number;
  readonly settings: Settings;
}

const priceAt = ({ bars, index }: View, { of, ahead, off }: Level): number => {
  const bar = bars[Math.min(bars.length - 1, index + ahead)];
  return price(Math.round((bar?.[of] ?? 1) * TICK) + off);
};

const unitsOf = (
  { bars, index, settings: { cash, marginRatio, fractionalUnit } }: View,
  share: number,
): number => {
  const unitPrice = (bars[index]?.close ?? 1) * (fractionalUnit ?? 1);
  return Math.max(1, Math.floor(((cash / marginRatio / unitPrice) * share) / 100));
};

const orderOf = (view: View, drawn: OrderStep): OrderAction => {
  const side = drawn.side === 'buy' ? 1 : -1;
  const limit = drawn.limit && priceAt(view, drawn.limit);
  const stop = drawn.stop && priceAt(view, drawn.stop);
  const base = Math.round((limit ?? stop ?? view.bars[view.index]?.close ?? 1) * TICK);
  return {
    do: 'order',
    side: drawn.side,
    size: drawn.fraction ?? unitsOf(view, drawn.share),
    ...(limit !== undefined && { limit }),
    ...(stop !== undefined && { stop }),
    ...(drawn.stopLoss !== undefined && { stopLoss: price(base - side * drawn.stopLoss) }),
    ...(drawn.takeProfit !== undefined && { takeProfit: price(base + side * drawn.takeProfit) }),
  };
};

const actionOf = (view: View, drawn: Step): Action => {
  if (drawn.kind === 'order') return orderOf(view, drawn);
  if (drawn.kind === 'cancel') return { do: 'cancel', order: drawn.place };
  if (drawn.kind === 'protect') {
    return { do: drawn.role, trade: drawn.place, price: drawn.level && priceAt(view, drawn.level) };
  }
  const part = drawn.portion === undefined ? {} : { portion: drawn.portion };
  if (drawn.kind === 'close-position') return { do: 'close-position', ...part };
  return { do: 'close-trade', trade: drawn.place, ...part };
};

/** Random scenarios over everything that an order can be and the settings can say, ruin included. */
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
