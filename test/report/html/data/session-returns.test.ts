import { describe, expect, it } from '@jest/globals';
import { benchmarkRows } from '../../../../src/report/html/data/benchmark-rows.js';
import { sessionReturns } from '../../../../src/report/html/data/session-returns.js';
import { worstDrawdowns } from '../../../../src/report/html/data/worst-drawdowns.js';
import { markRows } from '../../../../src/testing/mark-rows.js';
import { marksOf } from '../../../marks-of.js';
import { runResult } from '../../run-result.js';

describe('sessionReturns, and what is drawn from them', () => {
  it('agree with the statistics of the run', () => {
    const { facts, statistics } = runResult({ bars: 900, symbols: ['ALPHA'] });
    const cut = sessionReturns(facts);
    const worst = worstDrawdowns(cut);
    expect(worst).toHaveLength(5);
    expect(100 * (worst[0]?.drawdown ?? 0)).toBeCloseTo(statistics.maxDrawdownPct ?? 0, 10);
    const { rows, comparison, market } = benchmarkRows(cut) ?? {};
    expect(market).toBe('ALPHA');
    const of = (label: string) => rows?.find((row) => row.label === label);
    expect(of('Return')?.run).toBeCloseTo(statistics.returnPct ?? 0, 8);
    expect(of('Return')?.market).toBeCloseTo(statistics.buyHoldReturnPct ?? 0, 8);
    expect(of('Sharpe')?.run).toBeCloseTo(statistics.sharpe ?? 0, 10);
    expect(comparison?.beta).toBeCloseTo(statistics.beta ?? 0, 10);
  });

  it('compares with nothing where the market has no price for a part of the run', () => {
    const { facts } = runResult({ bars: 100, symbols: ['ALPHA'] });
    const marks = marksOf(
      markRows(facts.marks).map((mark, n) => (n < 40 ? { ...mark, prices: { ALPHA: null } } : mark)),
    );
    expect(benchmarkRows(sessionReturns({ ...facts, marks, benchmark: 'NONE' }))).toBeNull();
  });
});
