import type { Outcome } from '../domain/journal.js';
import { type Exposure, isSmaller } from './exposure.js';
import { isExit } from './is-exit.js';
import type { RiskContext } from './risk-context.js';

/**
 * What no new risk means to an order. Every pipeline can get out, so what it holds itself is asked about: an
 * exit closes and does nothing else. Only at a broker that does not hold it that could open something.
 */
export const checkLatch = (exposure: Exposure, context: RiskContext): Outcome | null => {
  const { order, own } = exposure;
  const held = context.latched(order.pipeline, order.symbol);
  if (!held) return null;
  return isExit(order) || isSmaller(own) ? opensThere(exposure, context) : held;
};

const opensThere = ({ order: { symbol }, account }: Exposure, { disputed }: RiskContext): Outcome | null => {
  const seen = disputed(symbol);
  if (!seen) return null;
  const { journal, broker } = seen;
  const there = (units: number): number => broker + (units - journal);
  const { held, before, after } = account;
  if (isSmaller({ held: there(held), before: there(before), after: there(after) })) return null;
  return { code: 'POSITION_DISPUTED', facts: { symbol, journal, broker } };
};
