import { describe, expect, it } from '@jest/globals';
import { bar } from 'millrace/testing';
import type { OperatorFunction } from 'rxjs';
import { aroon } from '../../operators/aroon.js';
import { bollinger } from '../../operators/bollinger.js';
import { cci } from '../../operators/cci.js';
import { correlation } from '../../operators/correlation.js';
import { covariance } from '../../operators/covariance.js';
import { donchian } from '../../operators/donchian.js';
import { percentRank } from '../../operators/percent-rank.js';
import { rateOfChange } from '../../operators/rate-of-change.js';
import { realizedVolatility } from '../../operators/realized-volatility.js';
import { rsi } from '../../operators/rsi.js';
import { slope } from '../../operators/slope.js';
import { standardDeviation } from '../../operators/standard-deviation.js';
import { stochastic } from '../../operators/stochastic.js';
import { trueRange } from '../../operators/true-range.js';
import { ultimateOscillator } from '../../operators/ultimate-oscillator.js';
import { vwap } from '../../operators/vwap.js';
import { williamsR } from '../../operators/williams-r.js';
import { wma } from '../../operators/wma.js';
import { zScore } from '../../operators/z-score.js';
import { barTapes, type LawBar } from './recomputed-law.js';
import { streamed } from './streamed.js';

const close = (row: LawBar): number => row.close;
const high = (row: LawBar): number => row.high;
const volume = (row: LawBar): number => row.volume;

/** Operators whose words hang on so many inputs, at most 12, and on nothing before. */
const WINDOWED: Readonly<Record<string, () => OperatorFunction<LawBar, unknown>>> = {
  aroon: () => aroon({ span: 5 }),
  bollinger: () => bollinger({ span: 5, deviations: 2, of: close }),
  cci: () => cci({ span: 5 }),
  'cci of running means': () => cci({ span: 5, deviation: 'running' }),
  correlation: () => correlation({ span: 5, x: close, y: high }),
  covariance: () => covariance({ span: 5, x: close, y: high }),
  donchian: () => donchian({ span: 5 }),
  percentRank: () => percentRank({ span: 5, of: close }),
  rateOfChange: () => rateOfChange({ span: 5, of: close }),
  realizedVolatility: () => realizedVolatility({ span: 5, periodsPerYear: 252, of: close }),
  'rsi of simple means': () => rsi({ span: 5, of: close, average: 'simple' }),
  slope: () => slope({ span: 5, x: high, y: close }),
  'slope over time': () => slope({ span: 5, y: close }),
  standardDeviation: () => standardDeviation({ span: 5, of: close }),
  // Its means are `sma`, which rounds as pandas does: by the way it came.
  'stochastic without its means': () => stochastic({ span: 5, smooth: 1, signal: 1 }),
  trueRange: () => trueRange({ firstRange: 'skip' }),
  ultimateOscillator: () => ultimateOscillator({ short: 2, middle: 3, long: 5 }),
  vwap: () => vwap({ price: close, volume, over: 5 }),
  williamsR: () => williamsR({ span: 5 }),
  wma: () => wma({ span: 5, of: close }),
  zScore: () => zScore({ span: 5, of: close }),
};

const PLACE = 10;
const REACH = 12;

describe('an outlier of a million billions', () => {
  const usual = Array.from({ length: 40 }, (_, place) => barTapes.drifting(place));
  const shocked = usual.map((row, place) =>
    place === PLACE ? bar({ close: 1e15, high: 1.5e15, low: 1, volume: 1e15 }) : row,
  ) as readonly LawBar[]; // the volume is told

  it.each(Object.entries(WINDOWED))('leaves no trace in %s once it has left the window', (_, make) => {
    const after = usual.length - PLACE - REACH;
    expect(streamed(make(), shocked).slice(-after)).toEqual(streamed(make(), usual).slice(-after));
    expect(streamed(make(), shocked)).not.toEqual(streamed(make(), usual));
  });
});
