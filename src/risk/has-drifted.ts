import type { TargetIntent } from '../domain/intent.js';
import { comingOf, liveTargets } from './live-targets.js';
import type { RiskContext } from './risk-context.js';

/**
 * Whether the weight that is held or on its way is further from the wished one than a target that asks to be
 * rebalanced allows.
 */
export const hasDrifted = (
  { symbol, weight, rebalance }: TargetIntent,
  pipeline: string,
  context: RiskContext,
): boolean => {
  const { market, portfolio, instrument } = context;
  if (!rebalance || weight === null) return false;
  const price = market.last(symbol);
  const equity = portfolio.equity(pipeline);
  if (price === undefined || equity <= 0) return false;
  const coming = liveTargets(pipeline, symbol, context).reduce((sum, record) => sum + comingOf(record), 0);
  const units = portfolio.position(pipeline, symbol) + coming;
  const reached = (units * price * instrument(symbol).multiplier) / equity;
  return Math.abs(reached - weight) > rebalance.toleranceWeight;
};
