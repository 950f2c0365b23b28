import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { markRows } from '../../src/testing/mark-rows.js';
import { describeWithShared } from '../shared-data.js';
import { waysIn } from '../taped.js';
import { performed } from './performed.js';

/** The reference file as its manifest documents it. */
interface Reference {
  readonly derivation: {
    readonly quantity: number;
    readonly fillDate: string;
    readonly fillRaw: number;
    readonly factor: number;
    readonly fee: number;
    readonly endEquity: number;
  };
  /** As that engine prints them: numbers, and percentages as text. */
  readonly published: Readonly<Record<string, number | string>>;
}

const HOLD = resolve(import.meta.dirname, 'hold.ts');

describeWithShared("LEAN's BasicTemplateDaily", (data) => {
  // The file is read as it is documented in its manifest; what it lacks fails the comparison.
  const reference = JSON.parse(readFileSync(data('lean', 'basic-template-daily.json'), 'utf8')) as Reference;
  const raw = data('lean', 'spy-daily-raw-201310.csv');
  const factors = data('lean', 'spy-factors.csv');
  describe.each(waysIn())('from $way', ({ given }) => {
    const run = async () =>
      performed(HOLD, {
        source: await given([`file:${raw}?symbol=SPY&every=1d&adjust=total&factors=${factors}`]),
        rules: 'lean',
        from: '2013-10-08',
        to: '2013-10-18',
        param: ['symbol=SPY'],
        set: ['broker.cash=100000', `report.riskFree=${data('lean', 'interest-rate.csv')}`],
      });

    it('buys as many shares at the same open for the same fee, and ends with the same equity', async () => {
      const { quantity, fillDate, fillRaw, factor, fee, endEquity } = reference.derivation;
      const { marks, statistics } = await run();
      const held = markRows(marks).find(({ sessionDate }) => sessionDate === fillDate);
      expect((held?.exposure ?? 0) / (held?.prices.SPY?.close ?? 1)).toBeCloseTo(quantity, 9);
      expect(held?.prices.SPY?.open).toBeCloseTo(fillRaw * factor, 10);
      expect(statistics.commissions).toBeCloseTo(fee, 10);
      expect(statistics.finalEquity).toBeCloseTo(endEquity, 8);
    });

    it('comes to the ratios that it prints, to their last digit', async () => {
      const { published } = reference;
      const { statistics } = await run();
      const ours = (value: number | null, decimals: number): number =>
        Number((value ?? Number.NaN).toFixed(decimals));
      const printed = (name: string): number => Number(String(published[name]).replace('%', ''));
      const s = statistics;
      const rows: readonly (readonly [string, number])[] = [
        ['End Equity', ours(s.finalEquity, 2)],
        ['Net Profit', ours(s.returnPct, 3)],
        ['Total Fees', ours((s.commissions ?? Number.NaN) + 1e-9, 2)],
        ['Sharpe Ratio', ours(s.sharpe, 3)],
        ['Sortino Ratio', ours(s.sortino, 3)],
        ['Probabilistic Sharpe Ratio', ours(s.probabilisticSharpePct, 3)],
        ['Alpha', ours((s.alphaPct ?? Number.NaN) / 100, 3)],
        ['Beta', ours(s.beta, 3)],
        ['Annual Standard Deviation', ours((s.annualVolatilityPct ?? Number.NaN) / 100, 3)],
        ['Annual Variance', ours(((s.annualVolatilityPct ?? Number.NaN) / 100) ** 2, 3)],
        ['Tracking Error', ours((s.trackingErrorPct ?? Number.NaN) / 100, 3)],
        ['Treynor Ratio', ours(s.treynor, 3)],
        ['Compounding Annual Return', ours(s.cagrPct, 3)],
        ['Drawdown', ours(-(s.maxDrawdownPct ?? Number.NaN), 3)],
      ];
      expect(Object.fromEntries(rows)).toEqual(
        Object.fromEntries(rows.map(([name]) => [name, printed(name)])),
      );
    });

    it('comes to the information ratio within what its manifest allows', async () => {
      const { statistics } = await run();
      expect(
        Math.abs(
          (statistics.informationRatio ?? Number.NaN) - Number(reference.published['Information Ratio']),
        ),
      ).toBeLessThan(0.01);
    });
  });
});
