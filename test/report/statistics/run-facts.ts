import type { Mark } from '../../../src/domain/mark.js';
import type { TradeRecord } from '../../../src/domain/trade-record.js';
import type { RunFacts } from '../../../src/report/run-facts.js';
import { marksOf } from '../../marks-of.js';

const DAY_MS = 86_400_000;

/** One bar of X: what it closed at and what the account was worth then. */
export interface Row {
  readonly at: number;
  readonly sessionDate: string;
  readonly equity: number;
  readonly close: number;
}

/** A mark made by a bar of X. */
export const markOf = ({ at, sessionDate, equity, close }: Row): Mark => ({
  at,
  sessionDate,
  equity,
  exposure: 0,
  prices: { X: { open: close, high: close, low: close, close } },
});

/** Marks at the ends of successive calendar days from 2024-01-01 (a Monday) on. */
export const dailyMarks = (equity: readonly number[], closes = equity, everyDays = 1): Mark[] =>
  equity.map((value, index) => {
    const midnight = Date.UTC(2024, 0, 1) + index * everyDays * DAY_MS;
    const sessionDate = new Date(midnight).toISOString().slice(0, 10);
    return markOf({ at: midnight + DAY_MS, sessionDate, equity: value, close: closes[index] ?? 1 });
  });

/** A trade in X of one unit that was open in the bars named. */
export const tradeOf = (fields: Partial<TradeRecord>): TradeRecord => ({
  pipeline: 'p',
  symbol: 'X',
  quantity: 1,
  entryAt: 0,
  exitAt: 0,
  entryBar: 0,
  exitBar: 1,
  entryPrice: 100,
  exitPrice: 101,
  pnl: 1,
  commission: 0,
  returnPct: 1,
  because: 'test',
  ...fields,
});

type Wish = Partial<Omit<RunFacts, 'marks'>> & { readonly marks: readonly Mark[] };

/** Facts of a run in X without warm-up that starts with its first mark's equity. */
export const factsOf = ({ marks, ...fields }: Wish): RunFacts => ({
  marks: marksOf(marks),
  trades: [],
  fills: [],
  instruments: {},
  symbols: ['X'],
  warmupBars: 0,
  startEquity: marks[0]?.equity ?? 10_000,
  from: null,
  riskFreeRate: 0,
  benchmark: null,
  commissions: 0,
  actions: [],
  dividends: 0,
  ...fields,
});
