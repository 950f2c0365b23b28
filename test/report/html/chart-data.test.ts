import { describe, expect, it } from '@jest/globals';
import { chartData } from '../../../src/report/html/chart-data.js';
import { runResult } from '../run-result.js';

describe('chartData', () => {
  it('keeps the deepest drawdown of a long run', () => {
    const run = runResult({ bars: 30_000, symbols: ['ALPHA'] });
    const { drawdownPct, equity } = chartData(run);
    const deepest = Math.min(...drawdownPct.value);
    expect(deepest).toBeCloseTo(run.statistics.maxDrawdownPct ?? Number.NaN, 6);
    expect(equity.at.length).toBeLessThanOrEqual(4_000);
    expect(equity.at.at(-1)).toBe(run.marks.at(-1)?.at);
  });

  it('lists a bounded number of trades and says how many there are', () => {
    const run = runResult({ bars: 210_000, symbols: ['ALPHA'] });
    const { trades, tradeCount } = chartData(run);
    expect(trades).toHaveLength(20_000);
    expect(tradeCount).toBe(20_999);
  });

  it('draws each symbol from the bars of its own', () => {
    const run = runResult({ bars: 3, symbols: ['ALPHA', 'BETA'] });
    const marks = run.marks.map((mark, index) => ({
      ...mark,
      prices: { ...mark.prices, BETA: index === 1 ? null : (mark.prices.BETA ?? null) },
    }));
    const { prices } = chartData({ ...run, marks });
    expect(prices.ALPHA?.at).toEqual(marks.map(({ at }) => at));
    expect(prices.BETA?.at).toEqual([marks[0]?.at, marks[2]?.at]);
  });
});
