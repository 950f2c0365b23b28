import { expect, it } from '@jest/globals';
import {
  type AlphaBeta,
  aggregateReturns,
  alpha,
  alphaBeta,
  annualReturn,
  annualVolatility,
  beta,
  betaFragility,
  type CalendarPeriod,
  calmarRatio,
  capture,
  cumulativeReturns,
  downAlphaBeta,
  downCapture,
  downsideRisk,
  informationRatio,
  maxDrawdown,
  omegaRatio,
  rollingAlphaBeta,
  rollingDownCapture,
  rollingMaxDrawdown,
  rollingSharpeRatio,
  rollingUpCapture,
  rollingUpDownCapture,
  sharpeRatio,
  simpleReturns,
  sortinoRatio,
  stability,
  tailRatio,
  totalReturn,
  upAlphaBeta,
  upCapture,
  upDownCapture,
  valueAtRisk,
} from 'millrace/statistics';
import { describeWithShared } from '../shared-data.js';
import { aligned, type Case, type Column, empyricalCases } from './empyrical.js';

const PERIODS_PER_YEAR: Readonly<Record<string, number>> = { daily: 252, weekly: 52, monthly: 12, yearly: 1 };

/** A case whose series are numbers, one column of it where it has several. */
interface Given {
  readonly values: readonly number[];
  readonly dates: readonly string[];
  /** The returns and those of the factor, day by day. */
  readonly both: readonly [readonly number[], readonly number[]];
  /** The factor, the risk-free or the required return: a constant or a series. */
  readonly over: number | readonly number[];
  readonly number: (name: string) => number;
  readonly year: { readonly periodsPerYear: number };
  readonly text: (name: string) => string;
}

const pair = ({ alpha: intercept, beta: slope }: AlphaBeta) => [intercept, slope];

/** What our functions say to each of empyrical's. */
const OURS: Readonly<Record<string, (given: Given) => unknown>> = {
  simple_returns: ({ values }) => simpleReturns(values),
  cum_returns: ({ values, number }) => cumulativeReturns(values, number('starting_value')),
  cum_returns_final: ({ values, number }) => totalReturn(values, number('starting_value')),
  aggregate_returns: ({ values, dates, text }) =>
    aggregateReturns({ dates, returns: values }, CALENDAR[text('convert_to')] ?? 'year').map(
      ({ totalReturn: total }) => total,
    ),
  max_drawdown: ({ values }) => maxDrawdown(values),
  annual_return: ({ values, year }) => annualReturn(values, year),
  cagr: ({ values, year }) => annualReturn(values, year),
  annual_volatility: ({ values, year }) => annualVolatility(values, year),
  calmar_ratio: ({ values, year }) => calmarRatio(values, year),
  omega_ratio: ({ values, over, number }) =>
    omegaRatio(values, { riskFreePerPeriod: over, requiredPerYear: number('required_return') }),
  sharpe_ratio: ({ values, over }) => sharpeRatio(values, { riskFreePerPeriod: over }),
  downside_risk: ({ values, over, year }) => downsideRisk(values, { requiredPerPeriod: over, ...year }),
  sortino_ratio: ({ values, over, year }) => sortinoRatio(values, { requiredPerPeriod: over, ...year }),
  excess_sharpe: ({ values, over }) => informationRatio(values, over, { periodsPerYear: 1 }),
  alpha_beta: ({ both }) => pair(alphaBeta(...both)),
  up_alpha_beta: ({ both }) => pair(upAlphaBeta(...both)),
  down_alpha_beta: ({ both }) => pair(downAlphaBeta(...both)),
  roll_alpha_beta: ({ both, number }) => rollingAlphaBeta(...both, { window: number('window') }).map(pair),
  alpha: ({ both }) => alpha(...both),
  beta: ({ both }) => beta(...both),
  stability_of_timeseries: ({ values }) => stability(values),
  tail_ratio: ({ values }) => tailRatio(values),
  beta_fragility_heuristic: ({ both }) => betaFragility(...both),
  capture: ({ both }) => capture(...both),
  up_capture: ({ both }) => upCapture(...both),
  down_capture: ({ both }) => downCapture(...both),
  up_down_capture: ({ both }) => upDownCapture(...both),
  roll_max_drawdown: ({ values, number }) => rollingMaxDrawdown(values, { window: number('window') }),
  roll_sharpe_ratio: ({ values, number }) => rollingSharpeRatio(values, { window: number('window') }),
  roll_up_capture: ({ both, number }) => rollingUpCapture(...both, { window: number('window') }),
  roll_down_capture: ({ both, number }) => rollingDownCapture(...both, { window: number('window') }),
  roll_up_down_capture: ({ both, number }) => rollingUpDownCapture(...both, { window: number('window') }),
  value_at_risk: ({ values, number }) => valueAtRisk(values, { cutoff: number('cutoff') }),
};

const CALENDAR: Readonly<Record<string, CalendarPeriod>> = {
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
};

/** What a case prints, with its decimals: a number that must be near, or NaN and infinity that must be it. */
const near = (expected: unknown, decimals: number): unknown => {
  if (Array.isArray(expected)) return expected.map((value) => near(value, decimals));
  const value = Number(expected);
  return Number.isFinite(value) ? expect.closeTo(value, decimals) : value;
};

describeWithShared('published cases of empyrical', (data) => {
  const { cases, columnsOf } = empyricalCases(data('empyrical', 'test_stats.json'));

  const given = ({ args }: Case, { values, dates }: Column): Given => {
    const text = (name: string) => (typeof args[name] === 'string' ? args[name] : '');
    const over = args.factor_returns ?? args.risk_free ?? args.required_return ?? 0;
    return {
      values,
      dates,
      over: typeof over === 'number' ? over : (columnsOf(over)[0]?.values ?? []),
      get both() {
        return aligned({ values, dates }, columnsOf(args.factor_returns)[0] ?? { dates: [], values: [] });
      },
      number: (name) => Number(args[name]),
      text,
      year: { periodsPerYear: PERIODS_PER_YEAR[text('period')] ?? 252 },
    };
  };

  it('come out in all 169 that are verified and no fit of a Pareto distribution', () => {
    const wanted = cases.filter(({ fn, verified }) => verified && !fn.startsWith('gpd'));
    const wrong = wanted.flatMap((one) => {
      const ours = OURS[one.fn];
      const found = columnsOf(one.args.returns ?? one.args.prices).map((column) =>
        ours?.(given(one, column)),
      );
      // A table gives a figure a column; a single figure of a window stands in the file as it is.
      const result = found.length > 1 ? found : found[0];
      const expected = Array.isArray(result) && !Array.isArray(one.expected) ? [one.expected] : one.expected;
      try {
        expect(result).toEqual(near(expected, one.decimals));
        return [];
      } catch {
        return [{ ...one, result }];
      }
    });
    expect(wrong).toEqual([]);
    expect(wanted).toHaveLength(169);
    expect(new Set(wanted.map(({ fn }) => fn))).toEqual(new Set(Object.keys(OURS)));
  });
});
