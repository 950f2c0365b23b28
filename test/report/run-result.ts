import type { EntryOf } from '../../src/domain/journal.js';
import type { Mark } from '../../src/domain/mark.js';
import type { TradeRecord } from '../../src/domain/trade-record.js';
import type { RunFacts } from '../../src/report/run-facts.js';
import type { RunResult } from '../../src/report/run-result.js';
import { standard } from '../../src/report/statistics/standard/standard.js';
import { tradeRow } from '../../src/report/trade-row.js';
import { marksOf } from '../marks-of.js';

const DAY_MS = 86_400_000;
const START = Date.UTC(2020, 0, 1);

/** When bars begin and end, and how far trades lie apart. */
interface Rhythm {
  readonly startOf: (bar: number) => number;
  readonly lengthMs: number;
  readonly tradeEvery: number;
}

const DAYS: Rhythm = { startOf: (bar) => START + bar * DAY_MS, lengthMs: DAY_MS, tradeEvery: 10 };

/** Minutes of a day's session of 6.5 hours. */
const MINUTES: Rhythm = {
  startOf: (bar) => START + Math.floor(bar / 390) * DAY_MS + 52_200_000 + (bar % 390) * 60_000,
  lengthMs: 60_000,
  tradeEvery: 195,
};

/** Prices that wander by a fixed rule: tests must not differ from day to day. */
const priceAt = (bar: number, phase: number): number =>
  100 + 20 * Math.sin(bar / 17 + phase) + 9 * Math.sin(bar / 5 + 2 * phase) + 8 * Math.log1p(bar / 100);

const markAt = (bar: number, symbols: readonly string[], { startOf, lengthMs }: Rhythm): Mark => {
  const at = startOf(bar) + lengthMs;
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

interface Shape {
  readonly bars: number;
  readonly symbols: readonly string[];
  /** Bars of a minute instead of a day. */
  readonly minutes?: boolean;
}

const tradesIn = ({ bars, symbols }: Shape, rhythm: Rhythm): TradeRecord[] =>
  symbols.flatMap((symbol, phase) =>
    Array.from({ length: Math.max(0, Math.floor(bars / rhythm.tradeEvery) - 1) }, (_, n) =>
      tradeIn({ symbol, phase, bar: n * rhythm.tradeEvery, isLong: n % 2 === 0 }, rhythm),
    ),
  );

const tradeIn = (
  { symbol, phase, bar, isLong }: { symbol: string; phase: number; bar: number; isLong: boolean },
  { startOf }: Rhythm,
): TradeRecord => {
  const quantity = isLong ? 60 : -60;
  const [entryPrice, exitPrice] = [priceAt(bar, phase), priceAt(bar + 7, phase)];
  return {
    pipeline: 'waves',
    symbol,
    quantity,
    entryAt: startOf(bar),
    exitAt: startOf(bar + 7),
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

/** What went in and what came out of a trade. */
const fillsOf = (trade: TradeRecord): EntryOf<'fill'>[] => {
  const fill = (isEntry: boolean): EntryOf<'fill'> => {
    const at = isEntry ? trade.entryAt : trade.exitAt;
    return {
      v: 1,
      serial: 0,
      at,
      kind: 'fill',
      causes: [],
      pipeline: trade.pipeline,
      account: 'main',
      symbol: trade.symbol,
      body: {
        order: '1-1',
        key: 'target',
        side: trade.quantity > 0 === isEntry ? 'buy' : 'sell',
        quantity: Math.abs(trade.quantity),
        price: isEntry ? trade.entryPrice : trade.exitPrice,
        commission: trade.commission / 2,
        currency: 'USD',
        happenedAt: at,
        effect: 'net',
        lot: null,
        entryCommission: null,
        bar: isEntry ? trade.entryBar : trade.exitBar,
        because: isEntry ? trade.because : `${trade.because} back`,
        complete: true,
      },
    };
  };
  return [fill(true), fill(false)];
};

/** A made-up run: bars of each symbol, a trade every ten days or every 195 minutes. */
export const runResult = (shape: Shape): RunResult => {
  const { bars, symbols } = shape;
  const rhythm = shape.minutes === true ? MINUTES : DAYS;
  const marks = marksOf(Array.from({ length: bars }, (_, bar) => markAt(bar, symbols, rhythm)));
  const trades = tradesIn(shape, rhythm);
  const startEquity = 10_000;
  const facts: RunFacts = {
    marks,
    trades,
    symbols,
    warmupBars: 0,
    startEquity,
    from: null,
    riskFreeRate: 0,
    benchmark: null,
    fills: trades.flatMap(fillsOf).toSorted((left, right) => left.at - right.at),
    instruments: {},
    actions: [],
    dividends: 0,
    commissions: trades.reduce((sum, { commission }) => sum + commission, 0),
  };
  return {
    run: {
      id: '20200101-waves',
      pipelines: ['waves'],
      params: { waves: { symbols, fast: 10 } },
      source: symbols.map((symbol) => `file:samples/${symbol}.csv?symbol=${symbol}&every=1d`),
      rules: 'realistic',
      seed: 7,
      version: '0.1.0',
      startAt: bars > 0 ? new Date(START).toISOString() : null,
      endAt: bars > 0 ? new Date(START + bars * DAY_MS).toISOString() : null,
      events: bars * symbols.length,
      elapsedMs: 1234,
      journalHash: 'a'.repeat(64),
      decisionHash: 'b'.repeat(64),
      tapeHash: 'c'.repeat(64),
    },
    statistics: standard(facts),
    facts,
    open: [],
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
