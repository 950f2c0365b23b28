import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amend, cancel, close, type Intent, submit, target } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { Entry } from '../../src/domain/journal.js';
import { minuteBars } from '../engine/minute-bars.js';
import { play } from '../engine/play.js';
import { type Says, speaker } from './speaker.js';

const because = 'any';
const quantity = fc.integer({ min: 1, max: 160 });
const price = fc.integer({ min: 80, max: 120 });
const key = fc.constantFrom('a', 'b', 'c');
const maybe = <T>(wanted: fc.Arbitrary<T>) => fc.option(wanted, { nil: undefined, freq: 2 });

const wish = fc.record({
  key,
  side: fc.constantFrom('buy' as const, 'sell' as const),
  quantity,
  limitPrice: maybe(price),
  stopPrice: maybe(price),
  stopLoss: maybe(price.map((stopPrice) => ({ stopPrice }))),
  takeProfit: maybe(price.map((limitPrice) => ({ limitPrice }))),
  oco: fc.constantFrom(undefined, undefined, 'g'),
  reduceOnly: fc.constantFrom(undefined, undefined, true),
});

const intent: fc.Arbitrary<Intent> = fc.oneof(
  {
    weight: 4,
    arbitrary: wish.map((drawn) => {
      const said = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined));
      return submit({ ...said, symbol: 'X', timeInForce: 'gtc', because } as Parameters<typeof submit>[0]);
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: -160, max: 160 })
      .map((wished) => target({ symbol: 'X', quantity: wished, because })),
  },
  fc.constantFrom(1, 0.5).map((portion) => close({ symbol: 'X', portion, because })),
  fc.tuple(key, quantity).map(([name, changed]) => amend(name, { quantity: changed, because })),
  fc.tuple(key, price).map(([name, changed]) => amend(name, { limitPrice: changed, because })),
  key.map((name) => cancel(name, { because })),
);

const says = (bars: number): fc.Arbitrary<Says> =>
  fc
    .array(fc.array(intent, { maxLength: 3 }), { minLength: bars, maxLength: bars })
    .map((said) => Object.fromEntries(said.map((intents, index) => [index + 1, intents])));

const BARS = 12;
const run = fc.record({
  a: says(BARS),
  b: says(BARS),
  prices: fc.array(price, { minLength: BARS, maxLength: BARS }),
  volume: fc.constantFrom(1_000, 4_000, 1_000_000),
  rules: fc.constantFrom('realistic', 'backtesting.py'),
});

const rulesOf = (name: string) => {
  const rules = RULE_SETS[name];
  if (!rules) throw new Error(`there is no rule set ${name}`);
  // Pipelines that may not cross would hardly ever meet.
  return { ...rules, refusesCrossing: false };
};

/** The account's net position after every fill, and how many of them there were. */
const nets = (entries: readonly Entry[]): readonly number[] => {
  let net = 0;
  return entries.flatMap((entry) => {
    if (entry.kind !== 'fill') return [];
    net += entry.body.side === 'buy' ? entry.body.quantity : -entry.body.quantity;
    return [net];
  });
};

describe('whatever two pipelines say', () => {
  it('fills never lead the account beyond maxPositionQuantity', async () => {
    let fills = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(run, async ({ a, b, prices, volume, rules }) => {
        const { entries, all } = await play({
          pipelines: { a: speaker(a), b: speaker(b) },
          rules: rulesOf(rules),
          events: minuteBars('X', prices, { volume, high: 121, low: 79 }),
          limits: { maxPositionQuantity: 100 },
          capital: 1e6,
        });
        const reached = nets(entries);
        fills += reached.length;
        refused += all('refusal').filter(({ body }) => body.code === 'POSITION_QUANTITY_MAX').length;
        return reached.every((net) => Math.abs(net) <= 100);
      }),
      { numRuns: 400 },
    );
    expect(fills).toBeGreaterThan(400);
    expect(refused).toBeGreaterThan(400);
  });
});
