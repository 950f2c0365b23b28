import type { Mark } from '../../src/domain/mark.js';
import type { TradeRecord } from '../../src/domain/trade-record.js';
import type { RunResult } from '../../src/report/run-result.js';
import { standard } from '../../src/report/statistics/standard/standard.js';
import { tradeRow } from '../../src/report/trade-row.js';

const DAY_MS = 86_400_000;
const START = Date.UTC(2020, 0, 1);

/** Prices that wander by a fixed rule: tests must not differ from day to day. */
const priceAt = (bar: number, phase: number): number =>
  100 + 20 * Math.sin(bar / 17 + phase) + 9 * Math.sin(bar / 5 + 2 * phase) + bar / 20;

const markAt = (bar: number, symbols: readonly string[]): Mark => {
  const at = START + (bar + 1) * DAY_MS;
  const prices = symbols.map((symbol, phase) => {
    const [open, close] = [priceAt(bar, phase), priceAt(bar + 1, phase)];
    return [
      symbol,
      { open, high: Math.max(open, close) + 1, low: Math.min(open, close) - 1, close },
    ] as const;
  });
  return {
    at,
    sessionDate: new Date(at - 1).toISOString().slice(0, 10),
    equity: 10_000 + 60 * (priceAt(bar + 1, 0) - priceAt(0, 0)),
    exposure: 6_000,
    prices: Object.fromEntries(prices),
  };
};

const tradeIn = (symbol: string, phase: number, bar: number): TradeRecord => {
  const quantity = bar % 20 === 0 ? 60 : -60;
  const [entryPrice, exitPrice] = [priceAt(bar, phase), priceAt(bar + 7, phase)];
  return {
    pipeline: 'waves',
    symbol,
    quantity,
    entryAt: START + bar * DAY_MS,
    exitAt: START + (bar + 7) * DAY_MS,
    entryBar: bar,
    exitBar: bar + 7,
    entryPrice,
    exitPrice,
    pnl: quantity * (exitPrice - entryPrice),
    commission: 1.2,
    returnPct: Math.sign(quantity) * (exitPrice / entryPrice - 1) * 100,
    because: `wave ${bar} of ${symbol} turned`,
  };
};

/** A made-up run: `bars` daily bars of each symbol, a trade every ten of them. */
export const runResult = ({ bars, symbols }: { bars: number; symbols: readonly string[] }): RunResult => {
  const marks = Array.from({ length: bars }, (_, bar) => markAt(bar, symbols));
  const trades = symbols.flatMap((symbol, phase) =>
    Array.from({ length: Math.max(0, Math.floor(bars / 10) - 1) }, (_, n) => tradeIn(symbol, phase, n * 10)),
  );
  const startEquity = 10_000;
  return {
    run: {
      id: '20200101-waves',
      pipelines: ['waves'],
      params: { waves: { symbols, fast: 10 } },
      source: symbols.map((symbol) => `file:samples/${symbol}.csv?symbol=${symbol}&every=1d`),
      rules: 'realistic',
      seed: 7,
      version: '0.1.0',
      startAt: marks[0] ? new Date(START).toISOString() : null,
      endAt: marks[0] ? new Date(START + bars * DAY_MS).toISOString() : null,
      events: bars * symbols.length,
      elapsedMs: 1234,
      journalHash: 'a'.repeat(64),
      decisionHash: 'b'.repeat(64),
      tapeHash: 'c'.repeat(64),
    },
    statistics: standard({
      marks,
      trades,
      symbols,
      warmupBars: 0,
      startEquity,
      riskFreeRate: 0,
      benchmark: null,
      fills: [],
      instruments: {},
      commissions: trades.reduce((sum, { commission }) => sum + commission, 0),
    }),
    trades: trades.map(tradeRow),
    marks,
    startEquity,
    currency: 'USD',
    config: { broker: { cash: startEquity, spreadBps: 0 }, risk: {} },
    notModelled: ['Borrow fees are not modelled.', 'A cancel arrives at once.'],
    notices: ['fills at back-adjusted prices'],
    versions: { node: '22.0.0' },
  };
};
