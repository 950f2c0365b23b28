import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Action, Bar, Settings } from '../../../second-engine/script.js';
import { describeWithShared } from '../../../shared-data.js';
import { playScript } from './play-script.js';

interface Case {
  readonly id: string;
  readonly data: string;
  readonly config: {
    spread?: number;
    commission?: number | [number, number];
    cash?: number;
    trade_on_close?: boolean;
  };
  readonly trades: readonly Readonly<Record<string, number | null>>[];
  readonly equity: readonly number[] | null;
}

const buy = (wish: Partial<Extract<Action, { do: 'order' }>> = {}): Action => ({
  do: 'order',
  side: 'buy',
  size: 1 - Number.EPSILON,
  ...wish,
});

const roundTrip = { 1: [buy()], 2: [{ do: 'close-position' }] } as const;
const twoStops = {
  1: [buy({ size: 1, stopLoss: 90 }), buy({ size: 1, stopLoss: 80 })],
  2: [{ do: 'close-trade', trade: 0 }],
} as const;

/** What the reference file tells in prose, by the bar after which it is done. */
const ACTIONS: Readonly<Record<string, Readonly<Record<number, readonly Action[]>>>> = {
  'spread+commission 1%/1%': roundTrip,
  'commission fixed100+1%': roundTrip,
  'commission-bookkeeping': { 1: [buy({ size: 100, takeProfit: 3 })] },
  'sl-hit-on-entry-bar': { 2057: [buy({ stopLoss: 720 })] },
  'stop-entry-sl-same-bar-deferred': { 2057: [buy({ stop: 758, stopLoss: 720 })] },
  'stop-between-sl-tp': { 14: [buy({ stop: 104, stopLoss: 103, takeProfit: 110 })] },
  'stop-limit-fills-at-stop': {
    1: [buy({ size: 1, stop: 112, limit: 113 }), buy({ side: 'sell', size: 1, stop: 107, limit: 105 })],
  },
  'sl-before-tp': {
    3: [buy()],
    4: [
      { do: 'set-sl', trade: 0, price: 105 },
      { do: 'set-tp', trade: 0, price: 107.9 },
    ],
  },
  'stop-entry+tp-same-bar': { 2: [buy({ side: 'sell', stop: 108, stopLoss: 113, takeProfit: 105 })] },
  'sl-gapped-through': { 8: [buy({ size: 1, stopLoss: 99.5 })] },
  'trade-on-close': twoStops,
  'trade-on-next-open': twoStops,
};

const barsOf = ({ id, data }: Case, goog: readonly Bar[]): readonly Bar[] => {
  if (data === 'GOOG') return goog;
  if (data.startsWith('GOOG')) return goog.slice(0, 20);
  if (id === 'commission-bookkeeping') {
    return [1, 1, 1, 2, 4, 1, 2].map((price) => ({ open: price, high: price, low: price, close: price }));
  }
  return [100, 101, 102, 50, 51].map((close) => ({ open: close - 10, high: close, low: close, close }));
};

const settingsOf = ({ config: { spread, commission = 0, cash, trade_on_close } }: Case): Settings => ({
  cash: cash ?? 10_000,
  spread: spread ?? 0,
  commissionFixed: typeof commission === 'number' ? 0 : commission[0],
  commissionRate: typeof commission === 'number' ? commission : commission[1],
  marginRatio: 1,
  tradeOnClose: trade_on_close ?? false,
  exclusiveOrders: false,
  hedging: false,
  fractionalUnit: undefined,
  finalizeTrades: false,
});

const readGoog = (path: string): readonly Bar[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [open = NaN, high = NaN, low = NaN, close = NaN] = row.split(',').slice(1).map(Number);
      return { open, high, low, close };
    });

describeWithShared('the broker of backtesting.py in the published order cases', (data) => {
  const goog = readGoog(data('backtestingpy', 'GOOG.csv'));
  const cases: readonly Case[] = JSON.parse(
    readFileSync(data('backtestingpy', 'order-semantics.json'), 'utf8'),
  ).cases;

  it('has the actions of all of them', () => {
    expect(cases.map(({ id }) => id).sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it.each(cases)('$id', (published) => {
    const bars = barsOf(published, goog);
    const script = bars.map((_, index) => ACTIONS[published.id]?.[index] ?? []);
    const { trades, equity } = playScript({ bars, settings: settingsOf(published), script });
    for (const [place, wanted] of published.trades.entries()) {
      for (const field of ['size', 'entryBar', 'exitBar', 'entryPrice', 'exitPrice'] as const) {
        expect([field, trades[place]?.[field]]).toEqual([field, wanted[field]]);
      }
      expect(trades[place]?.pnl).toBeCloseTo(wanted.pnl ?? NaN, 8);
      expect(trades[place]?.commission).toBeCloseTo(wanted.commission ?? NaN, 8);
    }
    expect(trades).toHaveLength(published.trades.length);
    if (published.equity) expect(equity).toEqual(published.equity.map((worth) => expect.closeTo(worth, 8)));
  });
});
