import type { RunFacts } from '../../run-facts.js';
import { type Candles, candles } from './candles.js';
import { type FillColumns, fillColumns } from './fill-columns.js';
import type { LineChart } from './line-chart.js';
import { lineCharts } from './line-charts.js';
import type { SessionReturns } from './session-returns.js';
import { symbolBars } from './symbol-bars.js';
import { type TradeColumns, tradeColumns } from './trade-columns.js';
import { words } from './words.js';

/** What the script of a report draws and lists. */
export interface PageData {
  readonly charts: readonly LineChart[];
  /** By symbol, in the order in which they are offered. */
  readonly prices: Readonly<Record<string, Candles>>;
  readonly fills: FillColumns;
  readonly trades: TradeColumns;
  /** The texts that fills and trades name by their index. */
  readonly words: readonly string[];
}

/** About as many as a wide screen shows; more are gathered. */
const CANDLES_MAX = 4_000;
/** Of all symbols together, so that a run over hundreds of them is still a file to send. */
const ALL_CANDLES_MAX = 40_000;
/** About 3 MB: a browser opens that at once. */
const TRADES_MAX = 20_000;

/** Gathers and thins what a report draws. */
export const pageData = (facts: RunFacts, run: SessionReturns): PageData => {
  const { fills, trades, actions } = facts;
  const bars = symbolBars(run.bars, fills);
  const told = words();
  const context = { bars, fills, actions, words: told };
  const each = Math.max(50, Math.min(CANDLES_MAX, Math.floor(ALL_CANDLES_MAX / bars.size)));
  return {
    charts: lineCharts(run),
    prices: Object.fromEntries([...bars].map(([symbol, own]) => [symbol, candles(own, each)])),
    fills: fillColumns(context, 2 * TRADES_MAX),
    trades: tradeColumns(trades.slice(0, TRADES_MAX), context),
    words: told.list,
  };
};
