import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { actions, bars, definePipeline, target } from 'millrace';
import { crossings } from 'millrace/operators/crossings';
import { enrich } from 'millrace/operators/enrich';
import { forwardAdjusted } from 'millrace/operators/forward-adjusted';
import { perSymbol } from 'millrace/operators/per-symbol';
import { sma } from 'millrace/operators/sma';
import { backtestOn } from 'millrace/testing';
import { map, merge, pipe, take } from 'rxjs';
import { z } from 'zod';
import { usShare } from '../../../src/domain/instrument.js';
import type { TradeRecord } from '../../../src/domain/trade-record.js';
import { tradesOf } from '../../../src/portfolio/trades-of.js';
import { openSource } from '../../../src/sources/open-source.js';
import type { Run } from '../../../src/testing/backtest-on.js';
import { scratchFolder } from '../../sources/source-fixture.js';
import { type Given, waysIn } from '../../taped.js';

/** Shares that trade in tiny parts, so that only prices can tell the two ways apart. */
const instrument = (symbol: string) => ({
  ...usShare(symbol),
  calendar: 'XNYS',
  lotSize: 1e-6,
  minQuantity: 1e-6,
});
const CASH = 100_000;
/** Without fees, which go by the number of shares, and without impact. */
const broker = { cash: CASH, maxCommissionPct: 0, slippageCoefficient: 0 };
const params = z.strictObject({ symbol: z.string() });

const buyAndHold = definePipeline({
  name: 'buy-and-hold',
  params,
  feeds: ({ symbol }) => ({ bar$: bars({ symbols: [symbol], every: '1d' }) }),
  flow: ({ bar$ }) =>
    bar$.pipe(
      take(1),
      map(({ symbol }) => target({ symbol, weight: 0.9, because: 'for good' })),
    ),
});

/** The crossing of two averages on prices that go on over what happens to them. */
const cross = definePipeline({
  name: 'cross',
  params,
  feeds: ({ symbol }) => ({
    bar$: bars({ symbols: [symbol], every: '1d' }),
    action$: actions({ symbols: [symbol] }),
  }),
  flow: ({ bar$, action$ }) =>
    merge(action$, bar$).pipe(
      perSymbol(
        pipe(
          forwardAdjusted(),
          enrich({
            fast: sma({ span: 10, of: ({ close }) => close }),
            slow: sma({ span: 30, of: ({ close }) => close }),
          }),
          crossings({ of: (row) => row.fast - row.slow }),
          map(({ direction, input: { symbol } }) =>
            target({ symbol, weight: direction === 'up' ? 0.9 : 0, because: direction }),
          ),
        ),
      ),
    ),
});

const runOf = async (
  pipeline: typeof buyAndHold | typeof cross,
  { symbol, adjust, given }: { symbol: string; adjust: string; given: Given },
): Promise<Run> => {
  const file = `file:samples/${symbol}.csv?symbol=${symbol}&every=1d&adjust=${adjust}`;
  const [uri = ''] = await given([file], instrument);
  const events = await openSource(uri, { instrument });
  const wish = { params: { symbol }, events, broker, instrument };
  return pipeline === buyAndHold
    ? backtestOn({ ...wish, pipeline: buyAndHold })
    : backtestOn({ ...wish, pipeline: cross });
};

const equityOf = ({ marks }: Run): number => marks.at(-1)?.equity ?? Number.NaN;

/** The rows of a file, read by the test itself. */
const csv = (path: string): readonly (readonly string[])[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

interface Paid {
  /** The last day on which a buyer still gets it. */
  readonly lastDate: string;
  readonly dividend: number;
  readonly close: number;
  readonly splitFactor: number;
}

/** Dividends of a factor file; a price factor of 0.9 before one of 1 is a tenth of the close. */
const dividendsOf = (symbol: string): readonly Paid[] => {
  const rows = csv(`samples/${symbol}-factors.csv`);
  return rows.flatMap(([date = '', price, split, close], index) => {
    const next = rows[index + 1];
    if (!next || next[1] === price) return [];
    const lastDate = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
    const dividend = Number(close) * (1 - Number(price) / Number(next[1]));
    return [{ lastDate, dividend, close: Number(close), splitFactor: Number(split) }];
  });
};

/**
 * By how much, relatively, a split read as the simple fraction that it was may differ from the factors as the
 * file has them: half a unit of the seventh decimal, of both factors of each split.
 */
const splitRounding = (symbol: string): number => {
  const factors = [...new Set(csv(`samples/${symbol}-factors.csv`).map(([, , split]) => Number(split)))];
  return factors.slice(1).reduce((sum, factor, index) => {
    const before = factors[index] ?? Number.NaN;
    return sum + 5e-8 / before + 5e-8 / factor;
  }, 0);
};

const write = scratchFolder();

describe.each(waysIn())('from $way,', ({ given }) => {
  describe('raw prices with splits as events', () => {
    it.each([
      ['buy and hold', buyAndHold],
      ['the crossing of two averages', cross],
    ])(
      '%s returns what split-adjusted prices return, but for the rounding of factors',
      async (_name, pipeline) => {
        const splits = csv('samples/AAPL-factors.csv').map(([date, , split, close]) =>
          [date, 1, split, close].join(),
        );
        const factors = write(
          'splits.csv',
          ['lastDate,priceFactor,splitFactor,referencePrice', ...splits, ''].join('\n'),
        );
        const [raw, adjusted] = [
          await runOf(pipeline, { symbol: 'AAPL', adjust: `events&factors=${factors}`, given }),
          await runOf(pipeline, { symbol: 'AAPL', adjust: `split&factors=${factors}`, given }),
        ];
        expect(raw.entries.filter(({ kind }) => kind === 'action')).toHaveLength(4);
        const rounding = splitRounding('AAPL');
        expect(rounding).toBeLessThan(2e-5);
        // Every trade rounds its units down to a millionth, of shares worth 700 at most.
        const units = (2 * 700 * 1e-6 * (1 + tradesOf(raw.entries).closed.length)) / CASH;
        const [grown, wanted] = [equityOf(raw) / CASH, equityOf(adjusted) / CASH];
        expect(Math.abs(grown / wanted - 1)).toBeLessThan(rounding + units);
        expect(wanted).toBeGreaterThan(2);
      },
    );
  });

  describe('raw prices with splits and dividends as events', () => {
    it.each(['SPY', 'AAPL'])(
      'buy and hold of %s differs from total return by what the dividends would have earned',
      async (symbol) => {
        const [raw, adjusted] = [
          await runOf(buyAndHold, { symbol, adjust: 'events', given }),
          await runOf(buyAndHold, { symbol, adjust: 'total', given }),
        ];
        const rows = csv(`samples/${symbol}.csv`);
        const [, startPrice, startSplit] = (csv(`samples/${symbol}-factors.csv`)[0] ?? []).map(Number);
        const [bought, last] = [Number(rows[1]?.[1]), Number(rows.at(-1)?.[4])];
        // Decided at the first close, bought at the second open.
        const shares = (0.9 * CASH) / Number(rows[0]?.[4]);
        const cash = CASH - shares * bought;
        const atEnd = shares / (startSplit ?? Number.NaN);
        const paid = dividendsOf(symbol).map(({ dividend, splitFactor }) => atEnd * splitFactor * dividend);
        const inCash = cash + atEnd * last + paid.reduce((sum, money) => sum + money, 0);
        // Put back into shares at the close less the dividend, again and again, each becomes more shares.
        const putBack = cash + (atEnd / (startPrice ?? Number.NaN)) * last;
        const rounding = 1e-8 + splitRounding(symbol);
        expect(Math.abs(equityOf(raw) / inCash - 1)).toBeLessThan(rounding);
        expect(Math.abs(equityOf(adjusted) / putBack - 1)).toBeLessThan(rounding);
        expect(putBack).toBeGreaterThan(inCash * 1.02);
      },
    );

    it.each(['SPY', 'AAPL'])(
      'the crossing of two averages on %s makes the trades of total return, each with its dividends',
      async (symbol) => {
        const [raw, adjusted] = [
          await runOf(cross, { symbol, adjust: 'events', given }),
          await runOf(cross, { symbol, adjust: 'total', given }),
        ];
        const [ours, wanted] = [tradesOf(raw.entries), tradesOf(adjusted.entries)];
        const days = ({ entryAt, exitAt }: TradeRecord) => [entryAt, exitAt];
        expect(ours.closed.map(days)).toEqual(wanted.closed.map(days));
        expect(wanted.closed.length).toBeGreaterThan(70);
        const dividends = dividendsOf(symbol);
        const growths = ours.closed.map((trade) => {
          const [entered, left] = [dayOf(trade.entryAt), dayOf(trade.exitAt)];
          const paid = dividends.filter(({ lastDate }) => entered <= lastDate && lastDate < left);
          return paid.reduce((growth, { close, dividend }) => growth * (close / (close - dividend)), 1);
        });
        expect(growths.some((growth) => growth > 1)).toBe(true);
        ours.closed.forEach((trade, index) => {
          const total = wanted.closed[index];
          const returned = (trade.exitPrice / trade.entryPrice) * (growths[index] ?? Number.NaN);
          const apart = returned / ((total?.exitPrice ?? Number.NaN) / (total?.entryPrice ?? Number.NaN)) - 1;
          expect(Math.abs(apart)).toBeLessThan(1e-9 + splitRounding(symbol));
        });
        // All of the money is in trades, dividends, and what is still held; nothing is in two of them.
        const profits = ours.closed.reduce((sum, { pnl }) => sum + pnl, 0);
        const last = raw.marks.at(-1)?.prices[symbol]?.close ?? Number.NaN;
        const open = ours.open.reduce((sum, lot) => sum + lot.quantity * (last - lot.entryPrice), 0);
        expect(equityOf(raw)).toBeCloseTo(CASH + profits + ours.dividends + open, 4);
        expect(ours.dividends).toBeGreaterThan(0);
        expect(wanted.dividends).toBe(0);
      },
    );
  });
});

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
