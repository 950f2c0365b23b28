import { readFileSync } from 'node:fs';
import type { Mark } from '../../../../src/domain/mark.js';
import type { TradeRecord } from '../../../../src/domain/trade-record.js';
import type { RunFacts } from '../../../../src/report/run-facts.js';
import { marksOf } from '../../../marks-of.js';

interface PublishedTrade {
  readonly size: number;
  readonly entryBar: number;
  readonly exitBar: number;
  readonly entryTime: string;
  readonly exitTime: string;
  readonly entryPrice: number;
  readonly exitPrice: number;
  readonly pnl: number;
  readonly commission: number;
  readonly returnPct: number;
}

/** A published run: its statistics under the engine's own names, and the facts they were computed from. */
export interface PublishedRun {
  readonly stats: Readonly<Record<string, number | { readonly days: number } | string>>;
  readonly facts: RunFacts;
}

const DAY_MS = 86_400_000;

/** Reads a published run of GOOG with the bars it ran over; `warmupBars` is the slow average's span - 1. */
export const publishedRun = (
  file: (name: string) => string,
  { name, warmupBars }: { name: string; warmupBars: number },
): PublishedRun => {
  const lines = (path: string) => readFileSync(file(path), 'utf8').trim().split('\n').slice(1);
  const equity = lines(`${name}.equity.csv`).map((line) => Number(line.split(',')[1]));
  const run = JSON.parse(readFileSync(file(`${name}.json`), 'utf8')) as {
    stats: PublishedRun['stats'];
    trades: PublishedTrade[];
  };
  const rows = lines('GOOG.csv').map((line, row) => mark(line, equity[row] ?? Number.NaN));
  return {
    stats: run.stats,
    facts: {
      marks: marksOf(rows),
      trades: run.trades.map(trade),
      symbols: ['GOOG'],
      warmupBars,
      startEquity: 10_000,
      from: null,
      riskFreeRate: 0,
      benchmark: null,
      fills: [],
      instruments: {},
      actions: [],
      dividends: 0,
      commissions: run.trades.reduce((sum, { commission }) => sum + commission, 0),
    },
  };
};

const mark = (line: string, equity: number): Mark => {
  const [date = '', open, high, low, close] = line.split(',');
  return {
    // A daily bar is known at its end.
    at: Date.parse(date) + DAY_MS,
    sessionDate: date,
    equity,
    exposure: 0,
    prices: {
      GOOG: { open: Number(open), high: Number(high), low: Number(low), close: Number(close) },
    },
  };
};

const trade = ({ size, entryTime, exitTime, returnPct, ...rest }: PublishedTrade): TradeRecord => ({
  pipeline: 'sma-cross',
  symbol: 'GOOG',
  quantity: size,
  entryAt: Date.parse(`${entryTime}Z`),
  exitAt: Date.parse(`${exitTime}Z`),
  returnPct: returnPct * 100,
  because: 'cross',
  ...rest,
});
