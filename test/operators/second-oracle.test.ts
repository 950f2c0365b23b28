import { describe, expect, it } from '@jest/globals';
import type { OperatorFunction } from 'rxjs';
import { map, pipe } from 'rxjs';
import {
  ADX,
  Aroon,
  ATR,
  BollingerBands,
  CCI,
  DEMA,
  DonchianChannels,
  EMA,
  KeltnerChannels,
  LinearRegression,
  MACD,
  OBV,
  ROC,
  RSI,
  SMA,
  StochasticOscillator,
  TRIX,
  UltimateOscillator,
  WilliamsR,
  WMA,
  WSMA,
} from 'trading-signals';
import { randomFrom } from '../../bench/data/random.js';
import { adx } from '../../operators/adx.js';
import { aroon } from '../../operators/aroon.js';
import { atr } from '../../operators/atr.js';
import { bollinger } from '../../operators/bollinger.js';
import { cci } from '../../operators/cci.js';
import { dema } from '../../operators/dema.js';
import { donchian } from '../../operators/donchian.js';
import { ema } from '../../operators/ema.js';
import { keltner } from '../../operators/keltner.js';
import { macd } from '../../operators/macd.js';
import { obv } from '../../operators/obv.js';
import { rateOfChange } from '../../operators/rate-of-change.js';
import { rsi } from '../../operators/rsi.js';
import { slope } from '../../operators/slope.js';
import { sma } from '../../operators/sma.js';
import { stochastic } from '../../operators/stochastic.js';
import { trix } from '../../operators/trix.js';
import { ultimateOscillator } from '../../operators/ultimate-oscillator.js';
import { wilder } from '../../operators/wilder.js';
import { williamsR } from '../../operators/williams-r.js';
import { wma } from '../../operators/wma.js';
import { streamed } from './streamed.js';

interface Row {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** A random walk: long enough that every recursive mean has forgotten how it began. */
const rows: readonly Row[] = (() => {
  const random = randomFrom(7);
  let price = 100;
  return Array.from({ length: 3_000 }, () => {
    const open = price;
    price = open * (1 + (random() - 0.5) * 0.02);
    const high = Math.max(open, price) * (1 + random() * 0.005);
    const low = Math.min(open, price) * (1 - random() * 0.005);
    return { open, high, low, close: price, volume: 1_000 + Math.floor(random() * 1_000) };
  });
})();

const close = (row: Row): number => row.close;
const COMPARED = 1_000;

/** What the other library says, wherever it says a number. */
const theirs = <I>(indicator: { add: (input: I) => unknown }, read: (row: Row) => I): readonly unknown[] =>
  rows.map((row) => indicator.add(read(row))).filter((said) => said !== null && said !== undefined);

const field = (said: readonly unknown[], name: string): readonly unknown[] =>
  said.map((one) => (one as Record<string, unknown>)[name]); // its results are records of numbers

interface Comparison {
  readonly name: string;
  readonly ours: OperatorFunction<Row, number>;
  readonly theirs: () => readonly unknown[];
}

const whole = (row: Row): Row => row;
const stoch = () => theirs(new StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }), whole);
const macds = () => theirs(new MACD(new EMA(12), new EMA(26), new EMA(9)), close);
const bollingers = () => theirs(new BollingerBands(20, 2), close);

const comparisons: readonly Comparison[] = [
  { name: 'sma', ours: sma({ span: 14, of: close }), theirs: () => theirs(new SMA(14), close) },
  { name: 'ema', ours: ema({ span: 14, of: close }), theirs: () => theirs(new EMA(14), close) },
  { name: 'wma', ours: wma({ span: 14, of: close }), theirs: () => theirs(new WMA(14), close) },
  { name: 'wilder', ours: wilder({ span: 14, of: close }), theirs: () => theirs(new WSMA(14), close) },
  { name: 'dema', ours: dema({ span: 14, of: close }), theirs: () => theirs(new DEMA(14), close) },
  { name: 'rsi', ours: rsi({ span: 14, of: close }), theirs: () => theirs(new RSI(14), close) },
  { name: 'atr', ours: atr({ span: 14 }), theirs: () => theirs(new ATR(14), whole) },
  {
    name: 'adx',
    ours: pipe(
      adx({ span: 14 }),
      map((said) => said.adx),
    ),
    theirs: () => theirs(new ADX(14), whole),
  },
  { name: 'cci', ours: cci({ span: 20 }), theirs: () => theirs(new CCI(20), whole) },
  { name: 'williams %r', ours: williamsR({ span: 14 }), theirs: () => theirs(new WilliamsR(14), whole) },
  {
    name: 'macd',
    ours: pipe(
      macd({ fast: 12, slow: 26, signal: 9, of: close }),
      map(({ histogram }) => histogram),
    ),
    theirs: () => field(macds(), 'histogram'),
  },
  {
    name: 'stochastic %d',
    ours: pipe(
      stochastic({ span: 14, smooth: 3, signal: 3 }),
      map(({ d }) => d),
    ),
    theirs: () => field(stoch(), 'stochD'),
  },
  {
    name: 'bollinger',
    ours: pipe(
      bollinger({ span: 20, deviations: 2, of: close }),
      map(({ upper }) => upper),
    ),
    theirs: () => field(bollingers(), 'upper'),
  },
  {
    name: 'donchian',
    ours: pipe(
      donchian({ span: 20 }),
      map(({ lower }) => lower),
    ),
    theirs: () => field(theirs(new DonchianChannels(20), whole), 'lower'),
  },
  {
    name: 'keltner',
    ours: pipe(
      keltner({ span: 20, atrSpan: 10, multiple: 2 }),
      map(({ upper }) => upper),
    ),
    theirs: () =>
      field(theirs(new KeltnerChannels({ emaInterval: 20, atrInterval: 10, multiplier: 2 }), whole), 'upper'),
  },
  {
    name: 'aroon',
    ours: pipe(
      aroon({ span: 25 }),
      map(({ up }) => up),
    ),
    theirs: () => field(theirs(new Aroon(25), whole), 'aroonUp'),
  },
  {
    name: 'ultimate oscillator',
    ours: ultimateOscillator({ short: 7, middle: 14, long: 28 }),
    theirs: () => theirs(new UltimateOscillator(), whole),
  },
  {
    // Theirs divides a move by where it ended, ours (as Hutson and backtrader do) by where it began.
    name: 'trix',
    ours: pipe(
      trix({ span: 14, of: close }),
      map((percent) => 100 - 100 / (1 + percent / 100)),
    ),
    theirs: () => theirs(new TRIX(14), close),
  },
  {
    name: 'rate of change',
    ours: rateOfChange({ span: 10, of: close }),
    theirs: () => theirs(new ROC(10), close),
  },
  {
    name: 'slope',
    ours: slope({ span: 20, y: close }),
    theirs: () => field(theirs(new LinearRegression(20), close), 'slope'),
  },
  {
    // Ours counts the first volume too, as LEAN does.
    name: 'obv',
    ours: pipe(
      obv(),
      map((sum) => sum - (rows[0]?.volume ?? 0)),
    ),
    theirs: () => theirs(new OBV(2), whole),
  },
];

describe('operators beside trading-signals 8.3', () => {
  it.each(comparisons)('$name', ({ ours, theirs: said }) => {
    const [mine, other] = [streamed(ours, rows).slice(-COMPARED), said().slice(-COMPARED)];
    expect(mine).toHaveLength(COMPARED);
    const apart = mine.map((value, index) => Math.abs(value - Number(other[index])));
    expect(Math.max(...apart)).toBeLessThan(1e-8);
  });
});
