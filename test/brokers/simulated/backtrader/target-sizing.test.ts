import { describe, expect, it } from '@jest/globals';
import { targetSizing } from '../../../../src/brokers/simulated/backtrader/target-sizing.js';
import type { BrokerSettings } from '../../../../src/brokers/simulated/broker-settings.js';
import { resolveSettings } from '../../../../src/brokers/simulated/resolve-settings.js';
import { type Instrument, usShare } from '../../../../src/domain/instrument.js';

const sized = (
  wish: { money: number; held?: number; price: number },
  {
    instrument = {},
    settings = {},
  }: { instrument?: Partial<Instrument>; settings?: Partial<BrokerSettings> } = {},
) =>
  targetSizing(resolveSettings({ cash: 1, ...settings }, {}))({
    held: 0,
    equity: 1,
    ...wish,
    instrument: { ...usShare('X'), ...instrument },
  });

const FUTURE = { settlement: 'daily', multiplier: 10, margin: { initial: 100, maintenance: 100 } } as const;

/** By hand after backtrader 1.9.78.123, `Strategy.order_target_value`. */
describe('the units of a target in money, as backtrader counts them', () => {
  it.each([
    ['whole units that the money pays for', { money: 105, price: 10 }, 10],
    ['short the same', { money: -105, price: 10 }, -10],
    ['more of it, rounded toward what is held', { money: 105, held: 5, price: 10 }, 10],
    ['less of it, rounded toward what is held', { money: 105, held: 20, price: 10 }, 11],
    ['the other side, counted from what is held', { money: -105, held: 20, price: 10 }, -10],
    ['nothing', { money: 0, held: 7, price: 10 }, 0],
    ['ten tenths, which are a little more than one', { money: 1, price: 0.1 }, 9],
  ])('%s', (_, wish, units) => {
    expect(sized(wish)).toBe(units);
  });

  it('takes leverage times what the money pays for', () => {
    expect(sized({ money: 105, price: 10 }, { settings: { marginRatio: 0.25 } })).toBe(40);
  });

  it('counts a future with its margin, long or short', () => {
    expect(sized({ money: 550, held: 2, price: 7 }, { instrument: FUTURE })).toBe(5);
    expect(sized({ money: -550, held: -2, price: 7 }, { instrument: FUTURE })).toBe(-9);
  });

  it('cannot say where shares are sold short without cash for them', () => {
    const settings = { shortCash: false };
    expect(sized({ money: 100, held: -1, price: 10 }, { settings })).toMatchObject({
      code: 'RULES_UNSUPPORTED',
    });
  });
});
