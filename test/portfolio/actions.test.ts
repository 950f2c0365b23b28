import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActionBody } from '../../src/domain/action-body.js';
import type { Entry } from '../../src/domain/journal.js';
import { priceAfter } from '../../src/domain/price-after.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { tradesOf } from '../../src/portfolio/trades-of.js';
import { Scribe } from './entries.js';

/** A portfolio whose market and journal a test writes. */
const books = (instruments: Parameters<Scribe['begin']>[1] = { SPY: {} }) => {
  const last = new Map<string, number>();
  const entries: Entry[] = [];
  const portfolio = createPortfolio({
    last: (symbol) => last.get(symbol),
    bid: () => undefined,
    ask: () => undefined,
  });
  const scribe = new Scribe((entry) => {
    entries.push(entry);
    portfolio.fold(entry);
  });
  scribe.begin({ a: 100_000, b: 50_000 }, instruments);
  let orders = 0;
  const trade = (
    symbol: string,
    units: number,
    { price, pipeline = 'a' }: { price: number; pipeline?: string },
  ) => {
    orders += 1;
    last.set(symbol, price);
    const side = units > 0 ? 'buy' : 'sell';
    const order = scribe.place({ id: `1-${orders}`, pipeline, symbol, side, quantity: Math.abs(units) });
    return scribe.fill(order, { quantity: Math.abs(units), price });
  };
  const act = (symbol: string, action: ActionBody['action'], value: number) => {
    const before = last.get(symbol);
    const price = before === undefined ? null : priceAfter(before, { action, value });
    scribe.write('action', { action, value, price, happenedAt: 0 }, { symbol });
    if (price !== null) last.set(symbol, price);
  };
  const moneyOf = (symbol: string, quantity: number, price = Number.NaN): number =>
    quantity * price * portfolio.ledger.instrument(symbol).multiplier;
  /** Cash and what is held, at the last prices. */
  const worth = (): number => {
    let sum = portfolio.view.cash().USD ?? 0;
    for (const pipeline of portfolio.view.pipelines)
      for (const { symbol, quantity } of portfolio.view.lots(pipeline))
        sum += moneyOf(symbol, quantity, last.get(symbol));
    return sum;
  };
  const equity = (): number =>
    portfolio.view.pipelines.reduce((sum, id) => sum + portfolio.view.equity(id), 0);
  return { ...portfolio, entries, scribe, trade, act, moneyOf, worth, equity };
};

describe('a split', () => {
  it('multiplies the units of every lot and divides what was paid for one', () => {
    const { trade, act, view } = books();
    trade('SPY', 100, { price: 300 });
    trade('SPY', 50, { price: 310 });
    trade('SPY', -20, { price: 310, pipeline: 'b' });
    act('SPY', 'split', 3);
    expect(view.lots('a')).toMatchObject([
      { quantity: 300, entryPrice: 100 },
      { quantity: 150, entryPrice: 310 / 3 },
    ]);
    expect(view.position('b', 'SPY')).toBe(-60);
    expect(view.cash()).toEqual({ USD: 150_000 - 30_000 - 15_500 + 6_200 });
  });

  it('pays out the part of a unit at the price after it, as a closing of the oldest lot', () => {
    const { trade, act, view, entries } = books();
    trade('SPY', 101, { price: 60 });
    trade('SPY', 100, { price: 90 });
    act('SPY', 'split', 1.5);
    // 151.5 and 150 units are 301 whole ones and a half, which is worth 60 / 2 and has cost 40 / 2.
    expect(view.position('a', 'SPY')).toBe(301);
    expect(view.lots('a').map(({ quantity }) => quantity)).toEqual([151, 150]);
    expect(tradesOf(entries).closed).toMatchObject([
      { quantity: 0.5, entryPrice: 40, exitPrice: 60, pnl: 10, commission: 0 },
    ]);
    expect(view.balance('a')).toBe(100_010);
    expect(view.cash()).toEqual({ USD: 150_000 - 6_060 - 9_000 + 30 });
  });

  it('that leaves less than a lot pays all of it out; a short pays instead', () => {
    const { trade, act, view } = books();
    trade('SPY', 7, { price: 10 });
    trade('SPY', -7, { price: 10, pipeline: 'b' });
    act('SPY', 'split', 0.1);
    expect(view.lots('a')).toEqual([]);
    expect(view.lots('b')).toEqual([]);
    expect(view.balance('a')).toBe(100_000);
    expect(view.cash()).toEqual({ USD: 150_000 });
  });

  it('leaves parts of a unit alone where the instrument trades them', () => {
    const { trade, act, view } = books({ COIN: { lotSize: 0.001 } });
    trade('COIN', 1.001, { price: 10 });
    act('COIN', 'split', 3);
    expect(view.position('a', 'COIN')).toBe(3.003);
  });

  it('counts what has filled of an order in new units', () => {
    const { scribe, act, view } = books();
    const order = scribe.place({ id: '1-1', pipeline: 'a', symbol: 'SPY', side: 'buy', quantity: 100 });
    scribe.fill(order, { quantity: 40, price: 10, complete: false });
    act('SPY', 'split', 2);
    expect(view.order('1-1')).toMatchObject({ filled: 80, state: 'partial' });
  });

  it('is followed by a change that is on its way to an order', () => {
    const { scribe, act, view } = books();
    const order = scribe.place({ id: '1-1', pipeline: 'a', symbol: 'SPY', side: 'buy', quantity: 100 });
    const change = { quantity: 50, limitPrice: 10, stopPrice: 8 };
    scribe.write('command', { command: { kind: 'amend', order: '1-1', change } }, order);
    act('SPY', 'split', 2);
    const asked = view.order('1-1')?.changes.map((one) => one.change);
    expect(asked).toEqual([{ quantity: 100, limitPrice: 5, stopPrice: 4 }]);
  });
});

describe('a dividend', () => {
  it('is paid on what is held, in balance and cash and in no trade', () => {
    const { trade, act, view, entries } = books();
    trade('SPY', 100, { price: 300 });
    trade('SPY', -20, { price: 300, pipeline: 'b' });
    act('SPY', 'dividend', 1.5);
    expect([view.balance('a'), view.balance('b')]).toEqual([100_150, 49_970]);
    expect(view.cash()).toEqual({ USD: 150_000 - 30_000 + 6_000 + 150 - 30 });
    expect(tradesOf(entries).closed).toEqual([]);
    trade('SPY', -100, { price: 300 });
    expect(tradesOf(entries).closed[0]?.pnl).toBe(0);
    expect(tradesOf(entries).dividends).toBe(120);
  });
});

const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('trade' as const),
        symbol: fc.constantFrom('SPY', 'COIN', 'ES'),
        pipeline: fc.constantFrom('a', 'b'),
        units: fc.integer({ min: -500, max: 500 }).filter((units) => units !== 0),
        price: fc.integer({ min: 100, max: 100_000 }).map((cents) => cents / 100),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('act' as const),
        symbol: fc.constantFrom('SPY', 'COIN'),
        action: fc.constantFrom('split' as const, 'dividend' as const),
        value: fc.oneof(
          fc.constantFrom(2, 3, 7, 20, 0.1, 0.05, 1.5, 4 / 3),
          fc.double({ min: 0.01, max: 30, noNaN: true }),
        ),
      }),
    },
  ),
  { minLength: 8, maxLength: 30 },
);

const INSTRUMENTS = {
  SPY: {},
  COIN: { lotSize: 0.001, multiplier: 0.5 },
  ES: { multiplier: 50, settlement: 'daily' },
} as const;

describe('whatever is held, long or short, in however many lots', () => {
  it('a split or a dividend makes nobody richer, and the journal says it all again', () => {
    let acted = 0;
    fc.assert(
      fc.property(steps, (script) => {
        const one = books(INSTRUMENTS);
        const last = new Map<string, number>();
        for (const step of script) {
          if (step.do === 'trade') {
            one.trade(step.symbol, step.units, step);
            last.set(step.symbol, step.price);
            continue;
          }
          // A dividend above the price would leave the price where it was.
          const price = last.get(step.symbol);
          if (step.action === 'dividend' && (price === undefined || step.value >= price)) continue;
          const before = { equity: one.equity(), worth: one.worth() };
          const gross = [...one.view.lots('a'), ...one.view.lots('b')].reduce(
            (sum, { symbol, quantity }) => sum + Math.abs(one.moneyOf(symbol, quantity, last.get(symbol))),
            150_000,
          );
          one.act(step.symbol, step.action, step.value);
          if (price !== undefined) last.set(step.symbol, priceAfter(price, step));
          expect(Math.abs(one.equity() - before.equity)).toBeLessThanOrEqual(1e-9 * gross);
          expect(Math.abs(one.worth() - before.worth)).toBeLessThanOrEqual(1e-9 * gross);
          for (const pipeline of one.view.pipelines) {
            const lots = one.view.position(pipeline, step.symbol) / (step.symbol === 'SPY' ? 1 : 0.001);
            expect(Math.abs(lots - Math.round(lots))).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(lots)));
          }
          acted += 1;
        }
        const again = createPortfolio({
          last: (symbol) => last.get(symbol),
          bid: () => undefined,
          ask: () => undefined,
        });
        for (const entry of one.entries) again.fold(entry);
        for (const pipeline of one.view.pipelines) {
          expect(again.view.lots(pipeline)).toEqual(one.view.lots(pipeline));
          expect(again.view.balance(pipeline)).toBe(one.view.balance(pipeline));
        }
        expect(again.view.cash()).toEqual(one.view.cash());
      }),
      { numRuns: 1_000 },
    );
    expect(acted).toBeGreaterThan(1_000);
  });
});
