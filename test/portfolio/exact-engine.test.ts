import { describe, expect, it } from '@jest/globals';
import { amend, bars, cancel, close, definePipeline, type Intent, submit, target } from 'millrace';
import { bar } from 'millrace/testing';
import { concatMap } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { Bar } from '../../src/domain/market-event.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { minute } from '../engine/minute-bars.js';
import { play } from '../engine/play.js';
import { diceOf } from './dice.js';
import { ExactLedger, moneyOf } from './exact-ledger.js';

const SYMBOLS = ['ES', 'X'] as const;
const CAPITAL = 5_000_000;

/** A walk of prices on the cent with little volume, so that most orders are filled in parts. */
const walk = (symbol: string, seed: number, count: number): readonly Bar[] => {
  const { whole } = diceOf(seed);
  let cents = 10_000;
  return Array.from({ length: count }, (_, index) => {
    const open = cents;
    cents = Math.max(2_000, cents + whole(-60, 60));
    const [high, low] = [Math.max(open, cents) + whole(0, 30), Math.min(open, cents) - whole(0, 30)];
    const prices = { open: open / 100, high: high / 100, low: low / 100, close: cents / 100 };
    return bar({ symbol, every: '1m', start: minute(index), volume: whole(200, 9_000), ...prices });
  });
};

/** Says whatever comes to mind: targets, orders of all types, brackets, changes, cancels, closes. */
const restless = (seed: number) =>
  definePipeline({
    name: 'restless',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: [...SYMBOLS], every: '1m' }) }),
    flow: ({ bar$ }) => {
      const { whole, oneOf, random } = diceOf(seed);
      let n = 0;
      return bar$.pipe(
        concatMap(({ symbol, close: price }) =>
          Array.from({ length: whole(0, 2) }, (): Intent => {
            n += 1;
            const side = oneOf('buy', 'sell');
            const near = Math.round(100 * price * (1 + (random() - 0.5) / 100)) / 100;
            const key = `k${whole(1, 40)}`;
            const order = {
              key,
              symbol,
              side,
              quantity: whole(1, 300),
              timeInForce: oneOf('gtc', 'day', 'ioc'),
            };
            const because = `thought ${n}`;
            const away = side === 'buy' ? -1 : 1;
            switch (whole(1, 8)) {
              case 1:
                return target({ symbol, quantity: whole(-400, 400), because });
              case 2:
                return target({ symbol, weight: (random() - 0.5) / 5, because });
              case 3:
                return submit({ ...order, because });
              case 4:
                return submit({ ...order, limitPrice: near, because });
              case 5:
                return submit({ ...order, stopPrice: near, because });
              case 6:
                return submit({
                  ...order,
                  stopLoss: { stopPrice: Math.round(100 * price * (1 + away * 0.01)) / 100 },
                  takeProfit: { limitPrice: Math.round(100 * price * (1 - away * 0.01)) / 100 },
                  because,
                });
              case 7:
                return random() < 0.5
                  ? cancel(key, { because })
                  : amend(key, { quantity: whole(1, 300), because });
              default:
                return close({ symbol, portion: oneOf(1, 0.5), because });
            }
          }),
        ),
      );
    },
  });

const apart = (ours: number, exact: number): number =>
  Math.abs(ours - exact) / Math.max(1, Math.abs(ours), Math.abs(exact));

describe('cash and positions of whole runs', () => {
  it('are what whole numbers say of their fills alone, and so is the last mark', async () => {
    const rules = RULE_SETS.realistic;
    if (!rules) throw new Error('there is no rule set realistic');
    const { all, entries, marks, outcome } = await play({
      pipelines: { a: restless(1), b: restless(2) },
      events: SYMBOLS.flatMap((symbol, index) => walk(symbol, 10 + index, 2_500)),
      rules: { ...rules, refusesCrossing: false },
      broker: { spreadBps: 2, marginRatio: 0.25 },
      capital: CAPITAL,
    });
    expect(outcome.failures).toEqual([]);
    const exact = new ExactLedger(
      { X: { hundredths: 100n, daily: false }, ES: { hundredths: 100n, daily: false } },
      { a: CAPITAL, b: CAPITAL },
    );
    const { view, fold } = createPortfolio({ last: () => 1, bid: () => undefined, ask: () => undefined });
    for (const entry of entries) {
      fold(entry);
      if (entry.kind !== 'fill') continue;
      const { side, quantity, price, commission } = entry.body;
      exact.fill({
        pipeline: entry.pipeline ?? '',
        symbol: entry.symbol ?? '',
        quantity: BigInt(Math.round(1_000 * (side === 'buy' ? quantity : -quantity))),
        price: BigInt(Math.round(price * 1e9)),
        fee: BigInt(Math.round(commission * 1e9)) * 100_000n,
      });
    }
    for (const pipeline of ['a', 'b']) {
      for (const symbol of SYMBOLS) {
        expect(view.position(pipeline, symbol)).toBe(Number(exact.position(pipeline, symbol)) / 1_000);
      }
    }
    expect(apart(view.cash().USD ?? 0, moneyOf(exact.cash))).toBeLessThan(1e-9);
    // The last mark is cash and what is held at the last closes.
    const closes = Object.fromEntries(
      SYMBOLS.map((symbol) => [symbol, marks.at(-1)?.prices[symbol]?.close ?? 0]),
    );
    const held = SYMBOLS.map(
      (symbol) =>
        ((Number(exact.position('a', symbol)) + Number(exact.position('b', symbol))) / 1_000) *
        (closes[symbol] ?? 0),
    );
    const equity = moneyOf(exact.cash) + held.reduce((sum, worth) => sum + worth, 0);
    expect(apart(marks.at(-1)?.equity ?? 0, equity)).toBeLessThan(1e-9);
    expect(all('fill').length).toBeGreaterThan(4_000);
    expect(all('fill').filter(({ body }) => !body.complete).length).toBeGreaterThan(500);
  });
});
