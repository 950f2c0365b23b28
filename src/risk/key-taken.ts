import type { Outcome } from '../domain/journal.js';
import type { RiskContext } from './risk-context.js';

/** Keys are unique among the live orders of a pipeline: the refusal of the first that is not free. */
export const keyTaken = (
  keys: readonly string[],
  pipeline: string,
  { portfolio }: RiskContext,
): Outcome | null => {
  const live = new Set(portfolio.liveOrders(pipeline).map(({ order }) => order.key));
  const key = keys.find((one) => live.has(one));
  return key === undefined ? null : { code: 'KEY_TAKEN', facts: { key } };
};
