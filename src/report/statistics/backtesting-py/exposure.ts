import type { TradeRows } from '../trade-rows.js';

/**
 * The share of all bars, warm-up included, that lie in a closed trade, its first and its last bar counted
 * (backtesting.py 0.6.6).
 */
export const exposure = (rowCount: number, trades: readonly TradeRows[]): number => {
  const steps = new Int32Array(rowCount + 1);
  for (const { entry, exit } of trades) {
    steps[entry] = (steps[entry] ?? 0) + 1;
    steps[exit + 1] = (steps[exit + 1] ?? 0) - 1;
  }
  let open = 0;
  let inside = 0;
  for (const step of steps) {
    open += step;
    if (open > 0) inside += 1;
  }
  return inside / rowCount;
};
