import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Hashed, Words } from './hashed.js';

const samples = resolve(import.meta.dirname, '../../samples');
const HOLD = resolve(import.meta.dirname, '../golden/hold.ts');

/** Hashes of runs as they are today, by the names of the runs. */
export const goldenHashes = (): Readonly<Record<string, Hashed>> =>
  // The file is ours: the words of each run stand below, its hashes there.
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../golden-hashes.json'), 'utf8')) as Readonly<
    Record<string, Hashed>
  >;

/** Runs over what lies in `samples/`. */
export const sampleRuns: Readonly<Record<string, Words>> = {
  'sma-cross over the sample, as a user first runs it': {
    pipelines: ['sma-cross'],
    source: [`file:${samples}/SPY.csv?symbol=SPY&every=1d&adjust=total`],
    param: ['symbols=SPY'],
  },
  'bollinger-breakout over two shares with splits and dividends as events': {
    pipelines: ['bollinger-breakout'],
    source: ['SPY', 'AAPL'].map(
      (name) => `file:${samples}/${name}.csv?symbol=${name}&every=1d&adjust=events`,
    ),
    param: ['symbols=SPY,AAPL', 'quantity=10'],
    from: '2010-01-01',
  },
  'opening-range over quotes, in the sessions of an exchange': {
    pipelines: ['opening-range'],
    source: [`file:${samples}/EUR.USD.csv?symbol=EUR.USD`],
    param: ['symbols=EUR.USD'],
    set: ['instruments.EUR.USD.calendar=XNYS'],
  },
  'sma-cross over minutes made of quotes': {
    pipelines: ['sma-cross'],
    source: [`file:${samples}/EUR.USD.csv?symbol=EUR.USD`],
    param: ['symbols=EUR.USD', 'every=1m', 'fast=5', 'slow=20', 'direction=long-short'],
  },
};

/** Runs that other engines published, over the data that they are of. */
export const publishedRuns = (
  data: (...path: readonly string[]) => string,
): Readonly<Record<string, Words>> => {
  const goog = (fast: number, slow: number, set: string): Words => ({
    pipelines: ['sma-cross'],
    source: [`file:${data('backtestingpy', 'GOOG.csv')}?symbol=GOOG&every=1d`],
    param: ['symbols=GOOG', `fast=${fast}`, `slow=${slow}`, 'direction=long-short', 'size.weight=1'],
    rules: 'backtesting.py',
    set: ['broker.cash=10000', set],
  });
  const index = (set: readonly string[]): Words => ({
    pipelines: ['sma-cross'],
    source: [`file:${data('backtrader', '2006-day-001.txt')}?symbol=INDEX&every=1d`],
    param: ['symbols=INDEX', 'fast=1', 'slow=15', 'size.quantity=1'],
    rules: 'backtrader',
    set: ['broker.cash=10000', ...set],
  });
  const spy = `file:${data('lean', 'spy-daily-raw-201310.csv')}`;
  const factors = data('lean', 'spy-factors.csv');
  return {
    'sma-cross over GOOG by the rules of backtesting.py, as published': goog(
      10,
      30,
      'broker.finalizeTrades=true',
    ),
    'the same with averages of 10 and 20 and a spread': goog(10, 20, 'broker.spreadBps=20'),
    'the same with averages of 10 and 15 and a spread': goog(10, 15, 'broker.spreadBps=20'),
    'the same with averages of 10 and 20 and a commission': goog(10, 20, 'broker.commissionBps=20'),
    "backtrader's average of 15 over an index, as a share": index([]),
    "backtrader's average of 15 over an index, as a future": index([
      'broker.commissionPerUnit=2',
      'instruments.INDEX.settlement=daily',
      'instruments.INDEX.multiplier=10',
      'instruments.INDEX.margin.initial=1000',
      'instruments.INDEX.margin.maintenance=1000',
    ]),
    "LEAN's BasicTemplateDaily": {
      pipelines: [HOLD],
      source: [`${spy}?symbol=SPY&every=1d&adjust=total&factors=${factors}`],
      param: ['symbol=SPY'],
      rules: 'lean',
      from: '2013-10-08',
      to: '2013-10-18',
      set: ['broker.cash=100000', `report.riskFree=${data('lean', 'interest-rate.csv')}`],
    },
  };
};
