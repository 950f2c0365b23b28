import type { TargetIntent } from '../domain/intent.js';
import type { Outcome } from '../domain/journal.js';
import { invalid } from './invalid.js';
import { isCountable } from './is-countable.js';
import { snapQuantity } from './order-of.js';
import type { RiskContext } from './risk-context.js';

/** Units a target comes to at the last price: whole lots toward zero where the rules have a grid. */
export const sizeTarget = (
  intent: TargetIntent,
  pipeline: string,
  context: RiskContext,
): number | Outcome => {
  const size = unitsOf(intent, pipeline, context);
  if (typeof size !== 'number' || isCountable(size)) return size;
  return invalid('target', `at most ${Number.MAX_SAFE_INTEGER} units`, size);
};

const unitsOf = (intent: TargetIntent, pipeline: string, context: RiskContext): number | Outcome => {
  if (intent.quantity !== null) return toGrid(intent.quantity, intent.symbol, context);
  const price = context.market.last(intent.symbol);
  if (price === undefined || price <= 0) return { code: 'PRICE_UNKNOWN', facts: { symbol: intent.symbol } };
  const instrument = context.instrument(intent.symbol);
  const equity = context.portfolio.equity(pipeline);
  if (context.sizing) {
    const money = intent.weight === null ? (intent.notional ?? 0) : intent.weight * equity;
    const held = context.portfolio.position(pipeline, intent.symbol);
    return context.sizing({ money, equity, held, price, instrument });
  }
  const money = intent.weight === null ? (intent.notional ?? 0) : intent.weight * Math.max(0, equity);
  const units = money / (price * instrument.multiplier);
  if (context.snaps(intent.symbol)) return toGrid(units, intent.symbol, context);
  // Without a grid units are still whole: the reference engines trade no smaller parts.
  const unit = context.unit(intent.symbol);
  return Math.trunc(units / unit) * unit;
};

const toGrid = (units: number, symbol: string, context: RiskContext): number => {
  const grid = context.snaps(symbol) ? context.instrument(symbol) : null;
  const size = snapQuantity(Math.abs(units), grid) ?? 0;
  return units < 0 ? 0 - size : size;
};
