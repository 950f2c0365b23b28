import type { Mark } from '../../domain/mark.js';
import { drawdownCurve } from '../../statistics/drawdowns/drawdowns.js';
import type { RunResult } from '../run-result.js';
import type { TradeRow } from '../trade-row.js';
import { thinned } from './thinned.js';

/** A line to draw: epoch milliseconds and values. */
export interface Line {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/** What the script of a report draws and lists. */
export interface ChartData {
  readonly equity: Line;
  readonly drawdownPct: Line;
  /** Closes by symbol; of a symbol that had quotes alone, the prices at which it was traded. */
  readonly prices: Readonly<Record<string, Line>>;
  readonly trades: readonly TradeRow[];
  /** How many trades there are; more than stand in `trades` when the file would grow beyond reading. */
  readonly tradeCount: number;
}

/** More points than a wide screen has columns, so that a look at a part still shows its shape. */
const POINTS_MAX = 4_000;
/** About 5 MB of trades: a browser opens that at once. */
const TRADES_MAX = 20_000;

/** Gathers and thins what a report draws. */
export const chartData = ({ marks, trades }: RunResult): ChartData => {
  const at = marks.map((mark) => mark.at);
  const equity = marks.map((mark) => mark.equity);
  const drawdownPct = drawdownCurve(equity).map((depth) => -100 * depth);
  return {
    equity: line(at, equity),
    drawdownPct: line(at, drawdownPct),
    prices: { ...fillPricesOf(trades), ...closesOf(marks) },
    trades: trades.slice(0, TRADES_MAX),
    tradeCount: trades.length,
  };
};

/** The closes of each symbol that had a bar. */
const closesOf = (marks: readonly Mark[]): Record<string, Line> => {
  const closes = new Map<string, { at: number[]; value: number[] }>();
  for (const { at, prices } of marks) {
    for (const [symbol, price] of Object.entries(prices)) {
      if (price === null) continue;
      const own = closes.get(symbol) ?? { at: [], value: [] };
      own.at.push(at);
      own.value.push(price.close);
      closes.set(symbol, own);
    }
  }
  return Object.fromEntries([...closes].map(([symbol, { at, value }]) => [symbol, line(at, value)]));
};

const fillPricesOf = (trades: readonly TradeRow[]): Record<string, Line> => {
  const symbols = [...new Set(trades.map(({ symbol }) => symbol))];
  return Object.fromEntries(
    symbols.map((symbol) => {
      const fills = trades
        .filter((trade) => trade.symbol === symbol)
        .flatMap((trade) => [
          { at: Date.parse(trade.entryAt), price: trade.entryPrice },
          { at: Date.parse(trade.exitAt), price: trade.exitPrice },
        ])
        .toSorted((left, right) => left.at - right.at);
      return [
        symbol,
        line(
          fills.map(({ at }) => at),
          fills.map(({ price }) => price),
        ),
      ];
    }),
  );
};

const line = (at: readonly number[], value: readonly number[]): Line => {
  const kept = thinned(value, POINTS_MAX);
  return { at: kept.map((index) => at[index] ?? 0), value: kept.map((index) => round(value[index] ?? 0)) };
};

/** Nine digits draw the same line as seventeen and take half the room. */
const round = (value: number): number => Number(value.toPrecision(9));
