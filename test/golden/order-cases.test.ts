import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { bars, close, definePipeline, position, submit } from 'millrace';
import { ignoreElements, merge, mergeMap, tap } from 'rxjs';
import { z } from 'zod';
import type { Intent } from '../../src/domain/intent.js';
import type { PositionEvent } from '../../src/pipeline/own-events.js';
import { tradesOf } from '../../src/portfolio/trades-of.js';
import type { Bar } from '../second-engine/script.js';
import { describeWithShared } from '../shared-data.js';
import { scratchFolder } from '../sources/source-fixture.js';
import { waysIn } from '../taped.js';
import type { PublishedTrade } from './published-statistics.js';
import { sourceAt, type Trial, underRules } from './under-rules.js';

/** What the reference file says of a case; what is done in it is prose there and pipelines below. */
interface PublishedCase {
  readonly id: string;
  readonly config: {
    readonly cash?: number;
    readonly spread?: number;
    readonly commission?: number | readonly [fixed: number, rate: number];
    readonly trade_on_close?: boolean;
  };
  readonly trades: readonly PublishedTrade[];
  readonly equity: readonly number[] | null;
}

type Doing = (lots: PositionEvent['lots']) => readonly Intent[];

/** A pipeline that does something after some bars, counted from 0, with the lots that it holds then. */
const after = (symbol: string, doings: Readonly<Record<number, Doing>>) =>
  definePipeline({
    name: 'order-case',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: [symbol], every: '1d' }), position$: position() }),
    flow: ({ bar$, position$ }) => {
      let lots: PositionEvent['lots'] = [];
      return merge(
        position$.pipe(
          tap((held) => {
            lots = held.lots;
          }),
          ignoreElements(),
        ),
        bar$.pipe(mergeMap((_, index) => doings[index]?.(lots) ?? [])),
      );
    },
  });

const because = 'the case says so';
const symbol = 'GOOG';
const order = { key: 'entry', symbol, timeInForce: 'gtc', because } as const;
/** The whole account, as near to 1 as a share gets. */
const all = { fraction: 1 - Number.EPSILON } as const;
const buy = { ...order, ...all, side: 'buy' } as const;
const one = { ...order, side: 'buy', quantity: 1 } as const;

const inAndOut = after(symbol, { 1: () => [submit(buy)], 2: () => [close({ symbol, because })] });

const twoStops = after(symbol, {
  1: () => [
    submit({ ...one, key: 'first', stopLoss: { stopPrice: 90 } }),
    submit({ ...one, key: 'second', stopLoss: { stopPrice: 80 } }),
  ],
  2: ([first]) => (first ? [close({ symbol, lot: first.lot, because })] : []),
});

/** By case what is done; bar 2057 of GOOG is 2012-10-17, bar 14 is 2004-09-09. */
const PIPELINES: Readonly<Record<string, Trial['pipeline']>> = {
  'spread+commission 1%/1%': inAndOut,
  'commission fixed100+1%': inAndOut,
  'commission-bookkeeping': after(symbol, {
    1: () => [submit({ ...order, side: 'buy', quantity: 100, takeProfit: { limitPrice: 3 } })],
  }),
  'sl-hit-on-entry-bar': after(symbol, { 2057: () => [submit({ ...buy, stopLoss: { stopPrice: 720 } })] }),
  'stop-entry-sl-same-bar-deferred': after(symbol, {
    2057: () => [submit({ ...buy, stopPrice: 758, stopLoss: { stopPrice: 720 } })],
  }),
  'stop-between-sl-tp': after(symbol, {
    14: () => [
      submit({ ...buy, stopPrice: 104, stopLoss: { stopPrice: 103 }, takeProfit: { limitPrice: 110 } }),
    ],
  }),
  'stop-limit-fills-at-stop': after(symbol, {
    1: () => [
      submit({ ...one, key: 'up', stopPrice: 112, limitPrice: 113 }),
      submit({ ...one, key: 'down', side: 'sell', stopPrice: 107, limitPrice: 105 }),
    ],
  }),
  'sl-before-tp': after(symbol, {
    3: () => [submit(buy)],
    4: ([lot]) => {
      if (!lot) return [];
      const exit = {
        ...order,
        side: 'sell',
        quantity: lot.quantity,
        lot: lot.lot,
        reduceOnly: true,
      } as const;
      return [
        submit({ ...exit, key: 'stop', stopPrice: 105 }),
        submit({ ...exit, key: 'target', limitPrice: 107.9 }),
      ];
    },
  }),
  'stop-entry+tp-same-bar': after(symbol, {
    2: () => [
      submit({
        ...order,
        ...all,
        side: 'sell',
        stopPrice: 108,
        stopLoss: { stopPrice: 113 },
        takeProfit: { limitPrice: 105 },
      }),
    ],
  }),
  'sl-gapped-through': after(symbol, { 8: () => [submit({ ...one, stopLoss: { stopPrice: 99.5 } })] }),
  'trade-on-close': twoStops,
  'trade-on-next-open': twoStops,
};

const FLAT = [1, 1, 1, 2, 4, 1, 2].map(
  (price): Bar => ({ open: price, high: price, low: price, close: price }),
);
const OPEN_BELOW_CLOSE = [100, 101, 102, 50, 51].map(
  (price): Bar => ({
    open: price - 10,
    high: price,
    // The case has its lows at the closes, above the opens: no file may say that.
    low: price - 10,
    close: price,
  }),
);

const write = scratchFolder();

/** The URI of daily bars, the first of them on 1970-01-01. */
const fileOf = (name: string, rows: readonly Bar[]): string => {
  const lines = rows.map(({ open, high, low, close: last }, index) =>
    [new Date(index * 86_400_000).toISOString().slice(0, 10), open, high, low, last].join(),
  );
  return `file:${write(name, ['date,open,high,low,close', ...lines, ''].join('\n'))}?symbol=${symbol}`;
};

/** The market of a case: GOOG where it stands in the file, else the prices that the case tells. */
const marketOf = (goog: string): Readonly<Record<string, string>> & { readonly other: string } => {
  const whole = `file:${goog}?symbol=${symbol}&every=1d`;
  const openBelowClose = fileOf('open-below-close.csv', OPEN_BELOW_CLOSE);
  return {
    'sl-hit-on-entry-bar': whole,
    'stop-entry-sl-same-bar-deferred': whole,
    'stop-between-sl-tp': whole,
    'commission-bookkeeping': fileOf('flat.csv', FLAT),
    'trade-on-close': openBelowClose,
    'trade-on-next-open': openBelowClose,
    // The first 20 bars: the 21st is of 2004-09-17.
    other: `${whole}&to=2004-09-17`,
  };
};

const brokerOf = ({ cash, spread = 0, commission = 0, trade_on_close }: PublishedCase['config']) => {
  const [fixed, rate] = typeof commission === 'number' ? [0, commission] : commission;
  return {
    cash: cash ?? 10_000,
    spreadBps: spread * 10_000,
    commissionFixed: fixed,
    commissionBps: rate * 10_000,
    tradeOnClose: trade_on_close ?? false,
  };
};

describeWithShared('published order cases as pipelines', (data) => {
  const markets = marketOf(data('backtestingpy', 'GOOG.csv'));
  const file = JSON.parse(readFileSync(data('backtestingpy', 'order-semantics.json'), 'utf8'));
  // The file is read as it is documented in its manifest; a case it lacks or adds fails below.
  const cases: readonly PublishedCase[] = file.cases;

  it('are all twelve', () => {
    expect(cases.map(({ id }) => id).toSorted()).toEqual(Object.keys(PIPELINES).toSorted());
    expect(cases).toHaveLength(12);
  });

  describe.each(waysIn())('from $way', ({ given }) => {
    it.each(cases)('$id', async ({ id, config, trades, equity }) => {
      const pipeline = PIPELINES[id];
      const [uri = ''] = await given([markets[id] ?? markets.other]);
      const source = await sourceAt(uri);
      if (!pipeline) throw new Error(`nothing is known of ${id}`);
      const { entries, marks } = await underRules({ pipeline, source, broker: brokerOf(config) });
      const ours = tradesOf(entries).closed.map((trade) => ({
        size: trade.quantity,
        entryBar: trade.entryBar,
        exitBar: trade.exitBar,
        entryPrice: trade.entryPrice,
        exitPrice: trade.exitPrice,
        pnl: trade.pnl,
        commission: trade.commission,
        returnPct: trade.returnPct / 100,
      }));
      expect(ours).toEqual(
        trades.map(({ size, entryBar, exitBar, entryPrice, exitPrice, pnl, commission, returnPct }) => ({
          ...{ size, entryBar, exitBar, entryPrice: expect.closeTo(entryPrice, 10), exitPrice },
          pnl: expect.closeTo(pnl, 8),
          commission: expect.closeTo(commission, 8),
          returnPct: expect.closeTo(returnPct, 10),
        })),
      );
      if (equity)
        expect(marks.map((mark) => mark.equity)).toEqual(equity.map((worth) => expect.closeTo(worth, 8)));
    });
  });
});
