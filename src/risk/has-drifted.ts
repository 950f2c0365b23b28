import type { TargetIntent } from '../domain/intent.js';
import type { RiskContext } from './risk-context.js';

/** Whether the held weight is further from the wished one than a target that asks to be rebalanced allows. */
export const hasDrifted = (
  { symbol, weight, rebalance }: TargetIntent,
  pipeline: string,
  { market, portfolio, instrument }: RiskContext,
): boolean => {
  if (!rebalance || weight === null) return false;
  const price = market.last(symbol);
  const equity = portfolio.equity(pipeline);
  if (price === undefined || equity <= 0) return false;
  const held = (portfolio.position(pipeline, symbol) * price * instrument(symbol).multiplier) / equity;
  return Math.abs(held - weight) > rebalance.toleranceWeight;
};
