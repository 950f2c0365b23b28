import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { describeWithShared } from '../shared-data.js';
import type { Action, Bar, OrderAction, Script, Settings } from './script.js';
import { runScript } from './second-engine.js';

/** What the reference file says of one case; its actions are prose and are written out below. */
interface ReferenceCase {
  readonly id: string;
  readonly config: {
    spread?: number;
    commission?: number | [number, number];
    cash?: number;
    trade_on_close?: boolean;
  };
  readonly trades: readonly Record<string, number | string | null>[];
  readonly equity: readonly number[] | null;
}

type Market = (goog: readonly Bar[]) => readonly Bar[];

const ALL = 1 - Number.EPSILON;
const order = (side: 'buy' | 'sell', size: number, rest: Partial<OrderAction> = {}): Action => ({
  do: 'order',
  side,
  size,
  ...rest,
});
const at = (script: Record<number, readonly Action[]>, length: number): Script =>
  Array.from({ length }, (_, index) => script[index] ?? []);

const wholeGoog: Market = (goog) => goog;
const firstTwenty: Market = (goog) => goog.slice(0, 20);
const flat: Market = () =>
  [1, 1, 1, 2, 4, 1, 2].map((price) => ({ open: price, high: price, low: price, close: price }));
const openBelowClose: Market = () =>
  [100, 101, 102, 50, 51].map((close) => ({ open: close - 10, high: close, low: close, close }));

const twoStops = {
  1: [order('buy', 1, { stopLoss: 90 }), order('buy', 1, { stopLoss: 80 })],
  2: [{ do: 'close-trade', trade: 0 }],
} as const;
const inAndOut = { 1: [order('buy', ALL)], 2: [{ do: 'close-position' }] } as const;

/** The cases' prose as actions: bar 2057 of GOOG is 2012-10-17, bar 14 is 2004-09-09. */
const cases: Record<string, { market: Market; script: Record<number, readonly Action[]> }> = {
  'spread+commission 1%/1%': { market: firstTwenty, script: inAndOut },
  'commission fixed100+1%': { market: firstTwenty, script: inAndOut },
  'commission-bookkeeping': { market: flat, script: { 1: [order('buy', 100, { takeProfit: 3 })] } },
  'sl-hit-on-entry-bar': { market: wholeGoog, script: { 2057: [order('buy', ALL, { stopLoss: 720 })] } },
  'stop-entry-sl-same-bar-deferred': {
    market: wholeGoog,
    script: { 2057: [order('buy', ALL, { stop: 758, stopLoss: 720 })] },
  },
  'stop-between-sl-tp': {
    market: wholeGoog,
    script: { 14: [order('buy', ALL, { stop: 104, stopLoss: 103, takeProfit: 110 })] },
  },
  'stop-limit-fills-at-stop': {
    market: firstTwenty,
    script: { 1: [order('buy', 1, { stop: 112, limit: 113 }), order('sell', 1, { stop: 107, limit: 105 })] },
  },
  'sl-before-tp': {
    market: firstTwenty,
    script: {
      3: [order('buy', ALL)],
      4: [
        { do: 'set-sl', trade: 0, price: 105 },
        { do: 'set-tp', trade: 0, price: 107.9 },
      ],
    },
  },
  'stop-entry+tp-same-bar': {
    market: firstTwenty,
    script: { 2: [order('sell', ALL, { stop: 108, stopLoss: 113, takeProfit: 105 })] },
  },
  'sl-gapped-through': { market: firstTwenty, script: { 8: [order('buy', 1, { stopLoss: 99.5 })] } },
  'trade-on-close': { market: openBelowClose, script: twoStops },
  'trade-on-next-open': { market: openBelowClose, script: twoStops },
};

const settingsOf = ({ spread, commission, cash, trade_on_close }: ReferenceCase['config']): Settings => ({
  cash: cash ?? 10_000,
  spread: spread ?? 0,
  commissionFixed: Array.isArray(commission) ? commission[0] : 0,
  commissionRate: Array.isArray(commission) ? commission[1] : (commission ?? 0),
  marginRatio: 1,
  tradeOnClose: trade_on_close ?? false,
  exclusiveOrders: false,
  hedging: false,
  fractionalUnit: undefined,
  finalizeTrades: false,
});

const readGoog = (path: string): readonly Bar[] => {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => {
    const [open = NaN, high = NaN, low = NaN, close = NaN] = row.split(',').slice(1).map(Number);
    return { open, high, low, close };
  });
};

const close = (value: string | number | null): unknown =>
  typeof value === 'number' ? expect.closeTo(value, 8) : value;

describeWithShared('the second engine in the published order cases', (data) => {
  const goog = readGoog(data('backtestingpy', 'GOOG.csv'));
  const file = JSON.parse(readFileSync(data('backtestingpy', 'order-semantics.json'), 'utf8'));
  // The file is read as it is documented in its manifest; a case it lacks or adds fails below.
  const references: readonly ReferenceCase[] = file.cases;

  it('knows every case', () => {
    expect(references.map(({ id }) => id).toSorted()).toEqual(Object.keys(cases).toSorted());
  });

  it.each(references)('$id', ({ id, config, trades, equity }) => {
    const { market = () => [], script = {} } = cases[id] ?? {};
    const bars = market(goog);
    const outcome = runScript({ bars, settings: settingsOf(config), script: at(script, bars.length) });
    const wanted = trades.map(({ entryTime: _in, exitTime: _out, ...trade }) =>
      Object.fromEntries(Object.entries(trade).map(([name, value]) => [name, close(value ?? null)])),
    );
    expect(outcome.trades).toEqual(wanted);
    if (equity) expect(outcome.equity).toEqual(equity.map(close));
  });
});
