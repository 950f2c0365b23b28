import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { CliResult } from '../../src/cli/result-of.js';
import { markRows } from '../../src/testing/mark-rows.js';
import { describeWithShared } from '../shared-data.js';
import { waysIn } from '../taped.js';
import { performed } from './performed.js';

/** What that engine said of one mode when it was run. */
interface RunOfMode {
  readonly finalValue: number;
  readonly fills: readonly { readonly side: string; readonly date: string; readonly price: number }[];
  readonly equity: readonly (readonly [date: string, value: number, cash: number])[];
  readonly sqn: { readonly sqn: number };
  readonly drawdown: { readonly max: { readonly drawdown: number } };
  readonly returns: { readonly rnorm100: number };
  readonly sharpeDailyAnnualized_rf0: { readonly sharperatio: number };
  readonly timeReturnYears: Readonly<Record<string, number>>;
  readonly tradeAnalyzer: {
    readonly total: { readonly closed: number };
    readonly won: { readonly total: number };
    readonly pnl: { readonly net: { readonly total: number } };
  };
}

/** The reference file as its manifest documents it; what it prints are texts. */
interface Reference {
  readonly published: {
    readonly stocklike: { readonly finalValue: string };
    readonly 'futureslike(commission 2.0 per contract, mult 10, margin 1000)': {
      readonly finalValue: string;
      readonly sqn: string;
    };
    readonly buySignalClose: readonly string[];
    readonly sellSignalClose: readonly string[];
    readonly buyFill: readonly string[];
    readonly sellFill: readonly string[];
  };
  readonly stocklike: RunOfMode;
  readonly futureslike: RunOfMode;
}

const FUTURE = [
  'broker.commissionPerUnit=2',
  'instruments.INDEX.settlement=daily',
  'instruments.INDEX.multiplier=10',
  'instruments.INDEX.margin.initial=1000',
  'instruments.INDEX.margin.maintenance=1000',
];

/** Bars before the first that the strategy of the reference sees: an average of 15 and its crossing. */
const UNSEEN = 15;

const MODES = [
  { mode: 'stocklike', set: [], commission: 0 },
  { mode: 'futureslike', set: FUTURE, commission: 4 },
] as const;

describeWithShared("backtrader's SMA15 on the 2006 index", (data) => {
  const file = data('backtrader', 'strategy-sma15-2006.json');
  // The file is read as it is documented in its manifest; what it lacks fails the comparison.
  const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference;
  const index = data('backtrader', '2006-day-001.txt');
  describe.each(waysIn())('from $way', ({ given }) => {
    const run = async (set: readonly string[]): Promise<CliResult> =>
      performed('sma-cross', {
        source: await given([`file:${index}?symbol=INDEX&every=1d`]),
        rules: 'backtrader',
        param: ['symbols=INDEX', 'fast=1', 'slow=15', 'size.quantity=1'],
        set: ['broker.cash=10000', ...set],
      });

    it.each(MODES)('$mode: every fill, and the value after every bar to the last digit', async (one) => {
      const { closed, marks, statistics } = await run(one.set);
      const { fills, equity, finalValue } = reference[one.mode];
      const ours = closed.flatMap(({ entryAt, exitAt, entryPrice, exitPrice }) => [
        { side: 'BUY', date: dateOf(entryAt), price: entryPrice },
        { side: 'SELL', date: dateOf(exitAt), price: exitPrice },
      ]);
      expect(fills).toHaveLength(23);
      // The twelfth buy is in no trade: it is still held at the end.
      expect(ours).toEqual(fills.slice(0, 22).map(({ side, date, price }) => ({ side, date, price })));
      expect(closed.map(({ commission }) => commission)).toEqual(closed.map(() => one.commission));
      const values = markRows(marks).map((mark) => [mark.sessionDate, mark.equity]);
      expect(values.slice(UNSEEN)).toEqual(equity.map(([date, value]) => [date, value]));
      expect(statistics.finalEquity).toBe(finalValue);
    });

    it.each(MODES)('$mode: what its analyzers said', async ({ mode, set }) => {
      const { statistics } = await run(set);
      const said = reference[mode];
      const { closed } = said.tradeAnalyzer.total;
      expect(statistics).toMatchObject({
        returnPct: near((said.timeReturnYears['2006-12-31'] ?? Number.NaN) * 100),
        annualReturnPct: near(said.returns.rnorm100),
        sharpe: near(said.sharpeDailyAnnualized_rf0.sharperatio),
        maxDrawdownPct: near(-said.drawdown.max.drawdown),
        sqn: near(said.sqn.sqn),
        tradeCount: closed,
        winRatePct: near((100 * said.tradeAnalyzer.won.total) / closed),
      });
    });

    it('is what the tests of that engine print: signals, fills, final value, SQN', async () => {
      const { published } = reference;
      const [stock, future] = await Promise.all([run([]), run(FUTURE)]);
      const closeBefore = closesBefore(readFileSync(index, 'utf8'));
      expect(stock.closed.map(({ entryPrice }) => entryPrice.toFixed(2))).toEqual(
        published.buyFill.slice(0, 11),
      );
      expect(stock.closed.map(({ exitPrice }) => exitPrice.toFixed(2))).toEqual(published.sellFill);
      const signals = (times: readonly number[]) =>
        times.map((at) => closeBefore.get(dateOf(at))?.toFixed(2));
      expect(signals(stock.closed.map(({ entryAt }) => entryAt))).toEqual(
        published.buySignalClose.slice(0, 11),
      );
      expect(signals(stock.closed.map(({ exitAt }) => exitAt))).toEqual(published.sellSignalClose);
      const printed = published['futureslike(commission 2.0 per contract, mult 10, margin 1000)'];
      expect(stock.statistics.finalEquity?.toFixed(2)).toBe(published.stocklike.finalValue);
      expect(future.statistics.finalEquity?.toFixed(2)).toBe(printed.finalValue);
      expect(future.statistics.sqn?.toFixed(12)).toBe(printed.sqn);
    });
  });
});

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Equal to 13 digits: the order in which that engine multiplies by 100 is not ours to know. */
const near = (value: number): unknown =>
  expect.closeTo(value, 12 - Math.ceil(Math.log10(Math.abs(value) + 1)));

/** By date the close of the bar before it: the one on which an order was decided that fills on it. */
const closesBefore = (csv: string): ReadonlyMap<string, number> => {
  const rows = csv.trim().split('\n').slice(1);
  const cells = rows.map((row) => row.split(','));
  return new Map(cells.slice(1).map(([date = ''], row) => [date, Number(cells[row]?.[4])]));
};
