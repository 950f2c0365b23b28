import { describe, expect, it } from '@jest/globals';
import { amend, cancel, close, type Intent, target } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../engine/minute-bars.js';
import { type Asked, order, refusedOf } from './speaker.js';

const because = 'test';
const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);
const sell = (quantity: number, more?: Parameters<typeof order>[2]) => order('sell', quantity, more);
const hold = (quantity: number): Intent => target({ symbol: 'X', quantity, because });
const out: Intent = close({ symbol: 'X', because });

/** 100 are held when the price halves in the third minute; from the fourth on the latch is known to hold. */
const latched = async (
  before: readonly Intent[],
  after: readonly (readonly Intent[])[],
  { first = [buy(100)], ...more }: Asked & { first?: readonly Intent[] } = {},
) => {
  const later = Object.fromEntries(after.map((intents, index) => [index + 4, intents]));
  const { lines, all } = await refusedOf(
    { maxDrawdownPct: 1 },
    { p: { 1: first, 2: before, ...later } },
    { prices: [100, 100, 50, 50, 50, 50, 50], ...more },
  );
  const net = all('fill').reduce(
    (sum, { body: { side, quantity } }) => sum + (side === 'buy' ? quantity : -quantity),
    0,
  );
  return { lines, net };
};

const rulesOf = (name: string) => {
  const rules = RULE_SETS[name];
  if (!rules) throw new Error(`there is no rule set ${name}`);
  return rules;
};

const realistic = {
  rules: rulesOf('realistic'),
  events: minuteBars('X', [100, 100, 50, 50, 50, 50, 50], { volume: 1e6 }),
};

const REFUSED = '4 p DRAWDOWN_LATCHED';

describe('under a latch', () => {
  it('what makes the position smaller passes, what crosses zero does not, and is not clipped', async () => {
    expect(await latched([], [[sell(40)]])).toEqual({ lines: [], net: 60 });
    expect(await latched([], [[sell(100)]])).toEqual({ lines: [], net: 0 });
    expect(await latched([], [[sell(101)]])).toEqual({ lines: [REFUSED], net: 100 });
    expect(await latched([], [[hold(-1)]])).toEqual({ lines: [REFUSED], net: 100 });
    expect(await latched([], [[hold(20)]])).toEqual({ lines: [], net: 20 });
    expect(await latched([], [[buy(1)]])).toEqual({ lines: [REFUSED], net: 100 });
  });

  it('two orders of one turn that only together cross zero: the second does not pass', async () => {
    expect(await latched([], [[sell(60), sell(60)]])).toEqual({ lines: [REFUSED], net: 40 });
    // A target that gives up what is held takes no more than is there when it fills.
    expect(await latched([], [[sell(60), hold(0)]], realistic)).toEqual({ lines: [], net: 0 });
  });

  it('orders at work on that side count, exits too: they may fill first', async () => {
    const resting = sell(100, { limitPrice: 200 });
    expect((await latched([resting], [[sell(1)]])).lines).toEqual([REFUSED]);
    const stop = sell(100, { stopPrice: 10, reduceOnly: true });
    expect((await latched([stop], [[sell(1, { limitPrice: 200 })]])).lines).toEqual([REFUSED]);
  });

  it('everybody gets out, whatever rests', async () => {
    const stop = sell(100, { stopPrice: 10, reduceOnly: true });
    for (const exit of [out, hold(0), sell(100, { reduceOnly: true })]) {
      expect(await latched([stop], [[exit]])).toEqual({ lines: [], net: 0 });
    }
  });

  it('a bracket does not hold its position fast', async () => {
    const entry = buy(100, { stopLoss: { stopPrice: 10 }, takeProfit: { limitPrice: 500 } });
    for (const exit of [out, hold(0)]) {
      expect(await latched([], [[exit]], { first: [entry], ...realistic })).toEqual({ lines: [], net: 0 });
    }
  });

  it('an amendment is asked what it changes', async () => {
    const exit = sell(50, { key: 'exit', limitPrice: 200 });
    const change = (key: string, to: Parameters<typeof amend>[1]) => [amend(key, to)];
    // An exit may come nearer and grow, as long as it stays one.
    expect((await latched([exit], [change('exit', { limitPrice: 60, because })])).lines).toEqual([]);
    expect((await latched([exit], [change('exit', { quantity: 100, because })])).lines).toEqual([]);
    expect((await latched([exit], [change('exit', { quantity: 101, because })])).lines).toEqual([REFUSED]);
    expect((await latched([exit], [[cancel('exit', { because })]])).lines).toEqual([]);
  });

  it('one pipeline gets out of what it holds while another holds the opposite', async () => {
    const pipelines = {
      a: { 1: [buy(100)], 4: [out] },
      b: { 1: [sell(90)], 4: [buy(91)], 5: [buy(90)] },
    };
    const wish = { prices: [100, 100, 100, 20, 20, 20, 20], capital: 10_000 };
    const { lines, all } = await refusedOf({ maxDrawdownPct: 1 }, pipelines, wish);
    expect(lines).toEqual(['4 b DRAWDOWN_LATCHED']);
    expect(all('fill').map(({ pipeline }) => pipeline)).toEqual(['a', 'b', 'a', 'b']);
  });
});

describe('under a latch, where lots are kept apart', () => {
  const rules = rulesOf('backtesting.py');
  const broker = { hedging: true };
  const wish = { rules, broker, prices: [100, 100, 100, 50, 50, 50, 50] };

  it('both sides of a hedge can be closed', async () => {
    const both = [buy(100), sell(20)];
    const says = { 1: [hold(0)], 2: both, 5: [buy(1), out] };
    const { lines, all } = await refusedOf({ maxDrawdownPct: 1 }, { p: says }, wish);
    expect(lines).toEqual(['5 p DRAWDOWN_LATCHED']);
    expect(all('fill')).toHaveLength(4);
  });
});
