import { describe, expect, it } from '@jest/globals';
import type { Intent } from 'millrace';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { minuteBars } from '../engine/minute-bars.js';
import { order, refusedOf } from './speaker.js';

const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);
const sell = (quantity: number, more?: Parameters<typeof order>[2]) => order('sell', quantity, more);

const rulesOf = (name: string) => {
  const rules = RULE_SETS[name];
  if (!rules) throw new Error(`there is no rule set ${name}`);
  return rules;
};

/** 100 are held; a drawdown in the third minute takes orders back; then the price goes as it is told. */
const latched = async (
  said: readonly Intent[],
  { then = [[90, 90]], first = [buy(100)] }: { then?: readonly number[][]; first?: readonly Intent[] } = {},
) => {
  const calm = minuteBars('X', [100, 100, 90], { volume: 1e6 });
  const wild = minuteBars('X', [100, 100, 90, ...then.map(() => 90)], { volume: 1e6 }).slice(3);
  const events = [
    ...calm,
    ...wild.map((bar, index) => {
      const [low = 90, high = 90] = then[index] ?? [];
      return { ...bar, low, high };
    }),
  ];
  const { all } = await refusedOf(
    { maxDrawdownPct: 5 },
    { p: { 1: first, 2: said } },
    { rules: rulesOf('realistic'), events, capital: 18_000 },
  );
  const held = all('fill').reduce(
    (sum, { body: { side, quantity } }) => sum + (side === 'buy' ? quantity : -quantity),
    0,
  );
  const keys = all('order').filter(({ body }) => body.code === 'CANCELLED_BY_REQUEST');
  return { taken: keys.map(({ body }) => body.key), filled: all('fill').map(({ body }) => body.key), held };
};

const tp = (quantity: number, more = {}) => sell(quantity, { key: 'tp', limitPrice: 120, ...more });
const sl = (quantity: number, more = {}) => sell(quantity, { key: 'sl', stopPrice: 85, ...more });
const protectedEntry = buy(100, { key: 'in', stopLoss: { stopPrice: 85 } });

describe('orders of one group, of which one fills', () => {
  const pair = [tp(100, { oco: 'g' }), sl(100, { oco: 'g' })];

  it('stay together where each of them could only close', async () => {
    const { taken, filled, held } = await latched(pair, { then: [[80, 90]] });
    expect([taken, filled.at(-1), held]).toEqual([[], 'sl', 0]);
    expect((await latched(pair.toReversed())).taken).toEqual([]);
    expect((await latched([pair[0] ?? [], sl(100, { oco: 'g', reduceOnly: true })].flat())).taken).toEqual(
      [],
    );
  });

  it('are counted once beside others', async () => {
    expect((await latched([...pair, sell(1, { key: 'more', limitPrice: 130 })])).taken).toEqual(['more']);
    const halves = [tp(50, { oco: 'g' }), sl(50, { oco: 'g' }), sell(50, { key: 'more', limitPrice: 130 })];
    expect((await latched(halves)).taken).toEqual([]);
  });

  it('are judged each: one that would open something is taken back', async () => {
    expect((await latched([tp(100, { oco: 'g' }), sl(101, { oco: 'g' })])).taken).toEqual(['sl']);
  });

  it('are two groups where their names differ, and in no group where they have none', async () => {
    expect((await latched([tp(100, { oco: 'g' }), sl(100, { oco: 'h' })])).taken).toEqual(['sl']);
    expect((await latched([tp(100), sl(100)])).taken).toEqual(['sl']);
  });
});

describe('an exit that may only close', () => {
  it('comes before a plain order that would close the same units, so that no bar fills both', async () => {
    const { taken, filled, held } = await latched([tp(100, { limitPrice: 110 })], {
      first: [protectedEntry],
      then: [[80, 115]],
    });
    expect([taken, filled, held]).toEqual([['tp'], ['in', 'in/stop-loss'], 0]);
    expect((await latched([tp(100), sl(100, { reduceOnly: true })])).taken).toEqual(['tp']);
  });

  it('leaves room for plain orders beside what it closes', async () => {
    expect((await latched([tp(40), sl(60, { reduceOnly: true })])).taken).toEqual([]);
    expect((await latched([tp(41), sl(60, { reduceOnly: true })])).taken).toEqual(['tp']);
  });

  it('takes no room while it waits for an entry that has not filled, and none on the other side', async () => {
    const waiting = sell(1, { key: 'more', limitPrice: 130, stopLoss: { stopPrice: 140 } });
    expect((await latched([tp(99), waiting])).taken).toEqual([]);
    const entry = buy(100, { key: 'entry', limitPrice: 50, stopLoss: { stopPrice: 40 } });
    expect((await latched([tp(100), entry])).taken).toEqual(['entry']);
  });
});
