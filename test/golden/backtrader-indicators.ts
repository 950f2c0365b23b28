import { readFileSync } from 'node:fs';
import { map, type OperatorFunction, pipe } from 'rxjs';
import { aroon } from '../../operators/aroon.js';
import { atr } from '../../operators/atr.js';
import { bollinger } from '../../operators/bollinger.js';
import { cci } from '../../operators/cci.js';
import { dema } from '../../operators/dema.js';
import { donchian } from '../../operators/donchian.js';
import { ema } from '../../operators/ema.js';
import { enrich } from '../../operators/enrich.js';
import { heikinAshi } from '../../operators/heikin-ashi.js';
import { lag } from '../../operators/lag.js';
import { macd } from '../../operators/macd.js';
import { percentRank } from '../../operators/percent-rank.js';
import { rateOfChange } from '../../operators/rate-of-change.js';
import { rolling } from '../../operators/rolling.js';
import { rsi } from '../../operators/rsi.js';
import { sma } from '../../operators/sma.js';
import { stochastic } from '../../operators/stochastic.js';
import { trix } from '../../operators/trix.js';
import { ultimateOscillator } from '../../operators/ultimate-oscillator.js';
import { wilder } from '../../operators/wilder.js';
import { williamsR } from '../../operators/williams-r.js';
import { wma } from '../../operators/wma.js';
import { streamed } from '../operators/streamed.js';
import { barOf, csvRows, type GoldenColumn, type PlainBar } from './golden-column.js';

type Data = (...path: readonly string[]) => string;
type OnBars = OperatorFunction<PlainBar, number>;

/** A column of ours beside one of backtrader's, with the digits its own tests print. */
export interface BacktraderColumn extends GoldenColumn {
  /** The first row at which backtrader's indicator speaks. */
  readonly firstIndex: number;
  /** What backtrader's tests print of the line at some rows, and what is printed of ours there. */
  readonly published: readonly string[];
  readonly printed: readonly (string | undefined)[];
}

const close = (bar: PlainBar): number => bar.close;
/** One line of an operator that says rows of several. */
const line = <W>(operator: OperatorFunction<PlainBar, W>, of: (word: W) => number): OnBars =>
  pipe(operator, map(of));

const above = (average: OnBars): OnBars =>
  pipe(
    enrich({ average }),
    map((row) => row.close - row.average),
  );

/** A channel of closes, which is what backtrader's tests hand to its extremes. */
const range = pipe(
  map((bar: PlainBar): PlainBar => ({ ...bar, high: bar.close, low: bar.close })),
  donchian({ span: 14 }),
);
const bands = bollinger({ span: 20, deviations: 2, of: close });
const cross = macd({ fast: 12, slow: 26, signal: 9, of: close });
const slow = stochastic({ span: 14, smooth: 3, signal: 3 });
const fast = stochastic({ span: 14, smooth: 1, signal: 3 });
const extremes = aroon({ span: 14 });
const moved = (span: number): OnBars =>
  pipe(
    map(close),
    lag({ span }),
    map(({ before, now }) => now - before),
  );

/** The percentage price oscillator and its average, out of two averages as `macd` is. */
const percentage = pipe(
  enrich<PlainBar, { quick: OnBars; calm: OnBars }>({
    quick: ema({ span: 12, of: close }),
    calm: ema({ span: 26, of: close }),
  }),
  map(({ quick, calm }) => ({ ppo: (100 * (quick - calm)) / calm })),
  enrich({ signal: ema({ span: 9, of: ({ ppo }) => ppo }) }),
);

/** The close less the average that backtrader's detrended price oscillator takes from nine days before. */
const detrended: OnBars = pipe(
  enrich<PlainBar, { mean: OnBars }>({ mean: sma({ span: 20, of: close }) }),
  lag({ span: 9 }),
  map(({ before, now }) => now.close - before.mean),
);

const LINES: readonly (readonly [operator: string, indicator: string, line: string, on: OnBars])[] = [
  ['aroon', 'aroonoscillator', 'aroonosc', line(extremes, ({ oscillator }) => oscillator)],
  ['aroon', 'aroonupdown', 'aroonup', line(extremes, ({ up }) => up)],
  ['aroon', 'aroonupdown', 'aroondown', line(extremes, ({ down }) => down)],
  ['atr, first range skipped', 'atr', 'atr', atr({ span: 14, firstRange: 'skip' })],
  ['bollinger', 'bbands', 'mid', line(bands, ({ middle }) => middle)],
  ['bollinger', 'bbands', 'top', line(bands, ({ upper }) => upper)],
  ['bollinger', 'bbands', 'bot', line(bands, ({ lower }) => lower)],
  ['cci, running deviation', 'cci', 'cci', cci({ span: 20, deviation: 'running' })],
  ['dema', 'dema', 'dema', dema({ span: 30, of: close })],
  ['lag', 'downmove', 'downmove', line(moved(1), (move) => -move)],
  ['lag', 'upmove', 'upmove', moved(1)],
  ['lag and sma', 'dpo', 'dpo', detrended],
  ['ema', 'ema', 'ema', ema({ span: 30, of: close })],
  ['ema', 'emaosc', 'ema', above(ema({ span: 30, of: close }))],
  ['heikinAshi', 'heikinashi', 'ha_open', line(heikinAshi(), (bar) => bar.open)],
  ['heikinAshi', 'heikinashi', 'ha_high', line(heikinAshi(), (bar) => bar.high)],
  ['heikinAshi', 'heikinashi', 'ha_low', line(heikinAshi(), (bar) => bar.low)],
  ['heikinAshi', 'heikinashi', 'ha_close', line(heikinAshi(), (bar) => bar.close)],
  ['donchian', 'highest', 'highest', line(range, ({ upper }) => upper)],
  ['donchian', 'lowest', 'lowest', line(range, ({ lower }) => lower)],
  ['macd', 'macdhisto', 'macd', line(cross, (word) => word.macd)],
  ['macd', 'macdhisto', 'signal', line(cross, ({ signal }) => signal)],
  ['macd', 'macdhisto', 'histo', line(cross, ({ histogram }) => histogram)],
  ['lag', 'momentum', 'momentum', moved(12)],
  [
    'rateOfChange',
    'momentumoscillator',
    'momosc',
    line(rateOfChange({ span: 12, of: close }), (share) => 100 * (1 + share)),
  ],
  ['rateOfChange', 'pctchange', 'pctchange', rateOfChange({ span: 30, of: close })],
  ['rateOfChange', 'roc', 'roc', rateOfChange({ span: 12, of: close })],
  ['percentRank', 'pctrank', 'pctrank', percentRank({ span: 50, of: close })],
  ['ema', 'ppo', 'ppo', line(percentage, ({ ppo }) => ppo)],
  ['ema', 'ppo', 'signal', line(percentage, ({ signal }) => signal)],
  ['ema', 'ppo', 'histo', line(percentage, ({ ppo, signal }) => ppo - signal)],
  ['macd', 'priceosc', 'po', line(macd({ fast: 12, slow: 26, signal: 1, of: close }), (word) => word.macd)],
  ['rsi', 'rsi', 'rsi', rsi({ span: 14, of: close })],
  ['rsi', 'rsi_safe', 'rsi', rsi({ span: 14, of: close })],
  ['sma', 'sma', 'sma', sma({ span: 30, of: close })],
  ['sma', 'smaosc', 'sma', above(sma({ span: 30, of: close }))],
  ['wilder', 'smma', 'smma', wilder({ span: 30, of: close })],
  ['stochastic', 'stochastic', 'percK', line(slow, ({ k }) => k)],
  ['stochastic', 'stochastic', 'percD', line(slow, ({ d }) => d)],
  ['stochastic', 'stochasticfull', 'percK', line(fast, ({ k }) => k)],
  ['stochastic', 'stochasticfull', 'percD', line(fast, ({ d }) => d)],
  ['stochastic', 'stochasticfull', 'percDSlow', line(slow, ({ d }) => d)],
  ['rolling', 'sumn', 'sumn', rolling({ span: 14, of: close, merge: (a, b) => a + b })],
  ['trix', 'trix', 'trix', trix({ span: 15, of: close })],
  ['ultimateOscillator', 'ultosc', 'uo', ultimateOscillator({ short: 7, middle: 14, long: 28 })],
  ['williamsR', 'williamsr', 'percR', williamsR({ span: 14 })],
  ['wma', 'wma', 'wma', wma({ span: 30, of: close })],
];

interface Indicator {
  readonly name: string;
  readonly firstIndex: number;
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  readonly checkIndices: readonly number[];
  readonly published: Readonly<Record<string, readonly string[]>>;
}

/** Reads the indicators of backtrader's tests over its 2006 index. */
export const backtraderFile = (data: Data): readonly Indicator[] => {
  const text = readFileSync(data('backtrader', 'indicators-2006-day-001.json'), 'utf8');
  return (JSON.parse(text) as { indicators: readonly Indicator[] }).indicators; // the file's own format
};

/** The lines of backtrader's indicators, in full as it was run on its 2006 index, beside our operators. */
export const backtraderIndicators = (data: Data): readonly BacktraderColumn[] => {
  const bars = csvRows(data('backtrader', '2006-day-001.txt')).map(barOf);
  const indicators = new Map(backtraderFile(data).map((indicator) => [indicator.name, indicator]));
  return LINES.map(([operator, name, of, on]) => {
    const indicator = indicators.get(name);
    if (!indicator) throw new Error(`backtrader's file has no indicator ${name}`);
    const { firstIndex, series, checkIndices, published } = indicator;
    const words = streamed(on, bars);
    return {
      operator,
      reference: `${name}.${of}`,
      // Before all of its lines have a value backtrader's indicator does not speak.
      expected: (series[of] ?? []).map((value, row) =>
        row < firstIndex ? Number.NaN : (value ?? Number.NaN),
      ),
      words,
      // The run was written down with eight digits.
      tolerance: 1e-8,
      firstIndex,
      published: published[of] ?? [],
      printed: checkIndices.map((row) => words[row - bars.length + words.length]?.toFixed(6)),
    };
  });
};
