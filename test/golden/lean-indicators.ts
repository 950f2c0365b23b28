import { readFileSync } from 'node:fs';
import { map, type OperatorFunction, pipe } from 'rxjs';
import { aroon } from '../../operators/aroon.js';
import { atr } from '../../operators/atr.js';
import { bollinger } from '../../operators/bollinger.js';
import { cci } from '../../operators/cci.js';
import { covariance } from '../../operators/covariance.js';
import { dema } from '../../operators/dema.js';
import { ema } from '../../operators/ema.js';
import { enrich } from '../../operators/enrich.js';
import { heikinAshi } from '../../operators/heikin-ashi.js';
import { macd } from '../../operators/macd.js';
import { obv } from '../../operators/obv.js';
import { rsi } from '../../operators/rsi.js';
import { sma } from '../../operators/sma.js';
import { stochastic } from '../../operators/stochastic.js';
import { ultimateOscillator } from '../../operators/ultimate-oscillator.js';
import { vwap } from '../../operators/vwap.js';
import { williamsR } from '../../operators/williams-r.js';
import { streamed } from '../operators/streamed.js';
import { barOf, csvRows, type GoldenColumn, type PlainBar } from './golden-column.js';

type Data = (...path: readonly string[]) => string;
type OnBars = OperatorFunction<PlainBar, number>;

interface Row {
  readonly operator: string;
  readonly file: string;
  readonly column: string;
  readonly on: OnBars;
  /** The mapped column of the same file whose rounding this one shares, where it is not mapped itself. */
  readonly as?: string;
}

const close = (bar: PlainBar): number => bar.close;
const bands = bollinger({ span: 20, deviations: 2, of: close });
const slow = stochastic({ span: 12, smooth: 3, signal: 5 });
const ohlc4 = ({ open, high, low, close: last }: PlainBar): number => (open + high + low + last) / 4;

const INDICATORS = 'spy_with_indicators.txt';
const BOLLINGER = 'spy_bollinger_bands.txt';
const TOP = 'Bollinger Bands® 20 2 Top';
const ASHI = 'spy_heikin_ashi.txt';
const STOCHASTIC = 'spy_with_stoch12k3.txt';

const ROWS: readonly Row[] = [
  { operator: 'sma', file: INDICATORS, column: 'SMA14', on: sma({ span: 14, of: close }) },
  { operator: 'ema', file: INDICATORS, column: 'EMA14', on: ema({ span: 14, of: close }) },
  {
    operator: 'macd',
    file: INDICATORS,
    column: 'MACD 12 26',
    on: pipe(
      macd({ fast: 12, slow: 26, signal: 1, of: close }),
      map((word) => word.macd),
    ),
  },
  { operator: 'rsi', file: INDICATORS, column: 'RSI 14 Wilder', on: rsi({ span: 14, of: close }) },
  {
    operator: 'rsi, simple',
    file: INDICATORS,
    column: 'RSI 14',
    on: rsi({ span: 14, of: close, average: 'simple' }),
  },
  {
    operator: 'bollinger',
    file: BOLLINGER,
    column: 'Moving Average 20',
    on: pipe(
      bands,
      map((band) => band.middle),
    ),
    as: TOP,
  },
  {
    operator: 'bollinger',
    file: BOLLINGER,
    column: TOP,
    on: pipe(
      bands,
      map((band) => band.upper),
    ),
  },
  {
    operator: 'bollinger',
    file: BOLLINGER,
    column: 'Bollinger Bands® 20 2 Bottom',
    on: pipe(
      bands,
      map((band) => band.lower),
    ),
  },
  {
    operator: 'bollinger',
    file: BOLLINGER,
    column: 'BandWidth',
    on: pipe(
      bands,
      map(({ middle, upper, lower }) => (100 * (upper - lower)) / middle),
    ),
  },
  {
    operator: 'bollinger',
    file: BOLLINGER,
    column: '%B',
    on: pipe(
      enrich({ bands }),
      map((row) => (row.close - row.bands.lower) / (row.bands.upper - row.bands.lower)),
    ),
  },
  { operator: 'atr', file: 'spy_atr_wilder.txt', column: 'Average True Range 14', on: atr({ span: 14 }) },
  {
    operator: 'stochastic',
    file: STOCHASTIC,
    column: 'Stochastics 12 %K 3',
    on: pipe(
      stochastic({ span: 12, smooth: 3, signal: 1 }),
      map(({ k }) => k),
    ),
  },
  {
    operator: 'stochastic',
    file: STOCHASTIC,
    column: '%D 5',
    on: pipe(
      slow,
      map(({ d }) => d),
    ),
  },
  {
    operator: 'williamsR',
    file: 'spy_with_williamsR14.txt',
    column: 'Williams %R 14',
    on: williamsR({ span: 14 }),
  },
  {
    operator: 'cci',
    file: 'spy_with_cci.txt',
    column: 'Commodity Channel Index (CCI) 14',
    on: cci({ span: 14 }),
  },
  {
    operator: 'vwap',
    file: 'spy_with_vwap.txt',
    column: 'Moving VWAP 50',
    on: vwap({ price: ohlc4, volume: (bar) => bar.volume, over: 50 }),
  },
  { operator: 'dema', file: 'spy_dema.txt', column: 'DEMA_5', on: dema({ span: 5, of: close }) },
  {
    operator: 'ultimateOscillator',
    file: 'spy_ultosc.txt',
    column: 'ULTOSC_7_14_28',
    on: ultimateOscillator({ short: 7, middle: 14, long: 28 }),
  },
  {
    operator: 'aroon',
    file: 'spy_aroon_oscillator.txt',
    column: 'Aroon Oscillator 14',
    on: pipe(
      aroon({ span: 14 }),
      map(({ oscillator }) => oscillator),
    ),
  },
  {
    operator: 'covariance',
    file: 'spy_var.txt',
    column: 'Var',
    on: covariance({ span: 10, x: close, y: close }),
  },
  ...(['open', 'high', 'low', 'close'] as const).map((part) => ({
    operator: 'heikinAshi',
    file: ASHI,
    column: `HA_${part.replace(/^./, (letter) => letter.toUpperCase())}`,
    on: pipe(
      heikinAshi(),
      map((bar) => bar[part]),
    ),
    as: 'HA_Open',
  })),
  { operator: 'ema', file: 'spy_ema.csv', column: 'EMA14', on: ema({ span: 14, of: close }) },
  { operator: 'obv', file: 'spy_with_obv.txt', column: 'OBV', on: obv() },
];

interface Mapped {
  readonly column: string;
  readonly toleranceAbs: number | null;
  readonly toleranceRel?: number;
}

type Mapping = Readonly<Record<string, readonly Mapped[]>>;

/** Reads which columns the reference maps, by file. */
export const leanMapping = (data: Data): Mapping => {
  const text = readFileSync(data('lean', 'indicators', 'mapping.json'), 'utf8');
  return (JSON.parse(text) as { files: Mapping }).files; // the file's own format
};

/** LEAN's columns of indicators, from thinkorswim, StockCharts, TA-Lib and Tulip, beside our operators. */
export const leanIndicators = (data: Data): readonly GoldenColumn[] => {
  const mapping = leanMapping(data);
  return ROWS.map(({ operator, file, column, on, as }) => {
    const rows = csvRows(data('lean', 'indicators', file));
    const expected = rows.map((row) => {
      const cell = (row[column] ?? row[`${column} `] ?? '').trim();
      return cell === '' ? Number.NaN : Number(cell);
    });
    const mapped = mapping[file]?.find((other) => other.column === (as ?? column));
    return {
      operator,
      reference: `${file} ${column}`,
      expected,
      words: streamed(on, rows.map(barOf)),
      // A share is one of the column's largest value: the file's volumes have seven digits, and their sum
      // keeps what that cost also where it passes by zero.
      tolerance: mapped?.toleranceAbs ?? (mapped?.toleranceRel ?? Number.NaN) * largestOf(expected),
    };
  });
};

const largestOf = (values: readonly number[]): number =>
  values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
