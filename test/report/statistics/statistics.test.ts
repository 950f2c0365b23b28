import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backtestingPy } from '../../../src/report/statistics/backtesting-py/backtesting-py.js';
import { standard } from '../../../src/report/statistics/standard/standard.js';
import { dailyMarks, factsOf, tradeOf } from './run-facts.js';

const NAMES = [
  'finalEquity peakEquity returnPct annualReturnPct annualVolatilityPct cagrPct sharpe sortino calmar',
  'maxDrawdownPct avgDrawdownPct maxDrawdownDays avgDrawdownDays tradeCount winRatePct bestTradePct',
  'worstTradePct avgTradePct avgWinPct avgLossPct payoffRatio maxTradeDays avgTradeDays profitFactor',
  'expectancyPct sqn kelly exposurePct',
  'buyHoldReturnPct alphaPct beta commissions dividends probabilisticSharpePct informationRatio',
  'trackingErrorPct treynor',
]
  .join(' ')
  .split(' ');

/** What changes in proportion when all money does; everything else stays. */
const MONEY = ['finalEquity', 'peakEquity', 'commissions', 'dividends'];

const amount = fc.double({ min: 1, max: 1_000, noNaN: true });
const run = fc.record({
  // Money may be lost in whole, but no run begins with none.
  equity: fc
    .array(fc.oneof(amount, fc.constant(0), fc.constant(100)), { maxLength: 29 })
    .map((later) => (later.length > 0 ? [100, ...later] : [])),
  closes: fc.array(amount, { minLength: 30, maxLength: 30 }),
  everyDays: fc.constantFrom(1, 7, 31),
  warmupBars: fc.nat(10),
  riskFreeRate: fc.constantFrom(0, 0.03),
  pnls: fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 10 }),
});

type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

const factsFrom = ({ equity, closes, everyDays, warmupBars, riskFreeRate, pnls }: Run, scale = 1) =>
  factsOf({
    marks: dailyMarks(
      equity.map((value) => value * scale),
      closes,
      everyDays,
    ),
    startEquity: 100 * scale,
    trades: pnls.map((pnl, index) =>
      tradeOf({ pnl: pnl * scale, returnPct: pnl * 3, entryBar: index, exitBar: 2 * index }),
    ),
    warmupBars,
    riskFreeRate,
    benchmark: 'X',
  });

describe.each([
  ['backtestingPy', backtestingPy],
  ['standard', standard],
])('%s', (_name, statistics) => {
  it('says every statistic as a finite number or null, whatever the run', () => {
    fc.assert(
      fc.property(run, (any) => {
        const found = statistics(factsFrom(any));
        expect(Object.keys(found)).toEqual(NAMES);
        const wrong = Object.values(found).filter(
          (value) => value !== null && (!Number.isFinite(value) || Object.is(value, -0)),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('does not depend on the size of the money', () => {
    fc.assert(
      fc.property(run, (any) => {
        const [small, large] = [statistics(factsFrom(any)), statistics(factsFrom(any, 1024))];
        for (const [name, value] of Object.entries(small)) {
          const scaled = value !== null && MONEY.includes(name) ? value * 1024 : value;
          // A power of two changes no digit.
          expect([name, large[name as keyof typeof large]]).toEqual([name, scaled]);
        }
      }),
    );
  });

  it('keeps drawdowns between nothing and everything', () => {
    fc.assert(
      fc.property(run, (any) => {
        const { maxDrawdownPct, avgDrawdownPct, exposurePct } = statistics(factsFrom(any));
        expect(maxDrawdownPct ?? 0).toBeLessThanOrEqual(0);
        expect(maxDrawdownPct ?? 0).toBeGreaterThanOrEqual(-100);
        expect(avgDrawdownPct ?? 0).toBeGreaterThanOrEqual((maxDrawdownPct ?? 0) - 1e-9);
        expect(exposurePct ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('statistics of a run of 100,000 trades', () => {
  it('come without a stack that overflows', () => {
    const trades = Array.from({ length: 100_000 }, (_, index) => tradeOf({ pnl: (index % 3) - 1 }));
    const facts = factsOf({ marks: dailyMarks([100, 101]), trades });
    expect(backtestingPy(facts).tradeCount).toBe(100_000);
    expect(standard(facts).tradeCount).toBe(100_000);
  });
});
