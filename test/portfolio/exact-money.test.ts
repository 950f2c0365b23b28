import { describe, expect, it } from '@jest/globals';
import type { MarketView } from '../../src/domain/portfolio-view.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { tradeFold } from '../../src/portfolio/trades-of.js';
import { diceOf } from './dice.js';
import { Scribe } from './entries.js';
import { ExactLedger, moneyOf } from './exact-ledger.js';

const ORDERS = 100_000;
const SYMBOLS = ['AAPL', 'ES', 'EUR.USD', 'COIN'] as const;
const EXACT = {
  AAPL: { hundredths: 100n, daily: false },
  ES: { hundredths: 5_000n, daily: true },
  'EUR.USD': { hundredths: 100n, daily: false },
  COIN: { hundredths: 1n, daily: false },
};
const INSTRUMENTS = {
  AAPL: {},
  ES: { multiplier: 50, settlement: 'daily' },
  'EUR.USD': { lotSize: 0.001 },
  COIN: { multiplier: 0.01, lotSize: 0.001 },
} as const;
const CAPITAL = { a: 50_000_000, b: 20_000_000 };

/** Relative to the larger of both and one unit. */
const apart = (ours: number, exact: number): number =>
  Math.abs(ours - exact) / Math.max(1, Math.abs(ours), Math.abs(exact));

describe('cash and positions', () => {
  it(`are what whole numbers say after ${ORDERS} random orders with fees, parts and reversals`, () => {
    const { whole, oneOf, random } = diceOf(20_240_102);
    const last = new Map<string, number>();
    const market: MarketView = {
      last: (symbol) => last.get(symbol),
      bid: () => undefined,
      ask: () => undefined,
    };
    const { view, fold } = createPortfolio(market);
    const trades = tradeFold();
    const scribe = new Scribe((entry) => {
      fold(entry);
      trades.add(entry);
    });
    const closed = () => trades.trades().closed;
    scribe.begin(CAPITAL, INSTRUMENTS);
    const exact = new ExactLedger(EXACT, CAPITAL);
    const priceOf: Record<string, number> = {
      AAPL: 1_800_000,
      ES: 45_000_000,
      'EUR.USD': 11_000,
      COIN: 300_000,
    };
    const seen = { partial: 0, reversals: 0, flat: 0 };
    let worst = 0;
    let dusty = 0;

    for (let n = 0; n < ORDERS; n += 1) {
      const symbol = oneOf(...SYMBOLS);
      const pipeline = oneOf('a', 'b');
      const held = exact.position(pipeline, symbol);
      // Mostly back toward flat, so that positions are closed, reversed and closed again.
      const buys = held === 0n ? random() < 0.5 : held < 0n === random() < 0.7;
      const step = symbol === 'AAPL' || symbol === 'ES' ? 1_000 : 1;
      const closesAll = held !== 0n && random() < 0.2;
      const size = closesAll ? Math.abs(Number(held)) : whole(1, 900) * step;
      const side = closesAll ? (held > 0n ? 'sell' : 'buy') : buys ? 'buy' : 'sell';
      const order = scribe.place({ id: `1-${n}`, pipeline, symbol, side, quantity: size / 1_000 });
      let rest = size;
      for (let part = random() < 0.3 ? whole(1, size / step) * step : size; rest > 0; part = rest) {
        const price = Math.max(1, (priceOf[symbol] ?? 1) + whole(-40, 40));
        priceOf[symbol] = price;
        last.set(symbol, price / 10_000);
        const fee = whole(0, 5_000_000);
        const before = exact.position(pipeline, symbol);
        const signed = BigInt(side === 'buy' ? part : -part);
        exact.fill({
          pipeline,
          symbol,
          quantity: signed,
          price: BigInt(price) * 100_000n,
          fee: BigInt(fee) * 10n ** 8n,
        });
        const after = exact.position(pipeline, symbol);
        rest -= part;
        const fill = { quantity: part / 1_000, price: price / 10_000, commission: fee / 1e6 };
        scribe.fill(order, { ...fill, complete: rest === 0 });
        seen.partial += rest > 0 ? 1 : 0;
        seen.reversals += before * after < 0n ? 1 : 0;
        seen.flat += after === 0n ? 1 : 0;
        worst = Math.max(worst, apart(view.position(pipeline, symbol), Number(after) / 1_000));
        if (after === 0n && view.position(pipeline, symbol) !== 0) dusty += 1;
      }
      worst = Math.max(worst, apart(view.cash().USD ?? 0, moneyOf(exact.cash)));
      worst = Math.max(worst, apart(view.balance(pipeline), moneyOf(exact.balance(pipeline))));
    }

    expect(worst).toBeLessThan(1e-9);
    expect(dusty).toBe(0);
    expect(seen.partial).toBeGreaterThan(10_000);
    expect(seen.reversals).toBeGreaterThan(10_000);
    expect(seen.flat).toBeGreaterThan(10_000);
    expect(closed()).toHaveLength(exact.closings);
    for (const pipeline of ['a', 'b']) {
      const lots = SYMBOLS.map((symbol) => exact.openLots(pipeline, symbol));
      expect(view.lots(pipeline)).toHaveLength(lots.reduce((sum, count) => sum + count, 0));
    }
  });

  it('add up: equity is cash and what is held at the last prices, and trades are the balance’s whole story', () => {
    const { whole, oneOf, random } = diceOf(7);
    const last = new Map<string, number>();
    const { view, fold } = createPortfolio({
      last: (symbol) => last.get(symbol),
      bid: () => undefined,
      ask: () => undefined,
    });
    const trades = tradeFold();
    const scribe = new Scribe((entry) => {
      fold(entry);
      trades.add(entry);
    });
    const closed = () => trades.trades().closed;
    scribe.begin({ a: 1_000_000 }, { AAPL: {}, COIN: { multiplier: 0.5 } });
    for (let n = 0; n < 2_000; n += 1) {
      const symbol = oneOf('AAPL', 'COIN');
      const side = oneOf('buy', 'sell');
      const price = 50 + whole(0, 1_000) / 100;
      last.set(symbol, price);
      const order = scribe.place({ id: `1-${n}`, pipeline: 'a', symbol, side, quantity: whole(1, 50) });
      scribe.fill(order, { quantity: order.quantity ?? 0, price, commission: random() });
      const worth =
        view.position('a', 'AAPL') * (last.get('AAPL') ?? 0) +
        view.position('a', 'COIN') * 0.5 * (last.get('COIN') ?? 0);
      expect(apart(view.equity('a'), (view.cash().USD ?? 0) + worth)).toBeLessThan(1e-12);
    }
    const profit = closed().reduce((sum, { pnl }) => sum + pnl, 0);
    const open = view.lots('a').reduce((sum, { commission }) => sum + commission, 0);
    expect(apart(1_000_000 + profit - open, view.balance('a'))).toBeLessThan(1e-12);
  });
});
