import type { TargetIntent } from '../domain/intent.js';
import type { OrderRecord } from '../domain/journal.js';
import type { Command } from '../domain/order.js';
import { closeThenOpen } from './close-then-open.js';
import { hasDrifted } from './has-drifted.js';
import { invalid } from './invalid.js';
import { cancelOf, comingOf, liveTargets } from './live-targets.js';
import { orderOf } from './order-of.js';
import type { Plan, SizedTarget } from './plan.js';
import { planTargetAtFill } from './plan-target-at-fill.js';
import type { RiskContext } from './risk-context.js';
import { sizeTarget } from './size-target.js';

/**
 * From what should be held to the order that gets there: wished - held - on its way, where only orders of
 * earlier targets are on their way (stops, bracket children and submitted orders never count). A different
 * target first cancels the working target order; the remainder is sent once that cancel is known.
 */
export const planTarget = (intent: TargetIntent, pipeline: string, context: RiskContext): Plan => {
  const flaw = flawOf(intent, context);
  if (flaw) return { refused: flaw };
  const { symbol } = intent;
  const before = context.portfolio.target(pipeline, symbol);
  const same = before !== undefined && isSame(before.intent, intent);
  if (same && before.rejected) {
    return { refused: { code: 'TARGET_REJECTED', facts: { symbol } } };
  }
  if (context.rules.sizesAtFill && intent.quantity === null && intent.notional === null) {
    return planTargetAtFill(intent, pipeline, context);
  }
  // A weight or a notional became units once; it is sized anew only when it asks
  // to be and has drifted too far.
  const keeps = same && before.quantity !== null && !hasDrifted(intent, pipeline, context);
  const size = keeps ? before.quantity : sizeTarget(intent, pipeline, context);
  if (typeof size !== 'number') return { refused: size };
  return planQuantity({ intent, pipeline, quantity: size }, context);
};

const planQuantity = (wish: SizedTarget, context: RiskContext): Plan => {
  const { intent, pipeline, quantity } = wish;
  const { symbol } = intent;
  const working = liveTargets(pipeline, symbol, context);
  // A cancel on its way cannot be called back: whatever is wished meanwhile waits for what comes of it.
  if (working.length > 0 && context.portfolio.target(pipeline, symbol)?.waiting) {
    return { commands: [], target: { quantity, waiting: true } };
  }
  const missing = missingOf(wish, working, context);
  // What an order brings that the fill sizes nobody knows: it is neither nothing nor just enough.
  if (missing === 0 && working.every(({ order }) => order.quantity !== null))
    return { commands: [], target: { quantity, waiting: false } };
  if (working.length > 0) return { commands: working.map(cancelOf), target: { quantity, waiting: true } };
  const way = context.rules.sizesAtFill ? closeThenOpen(wish, context) : { closes: [], rest: missing };
  return {
    commands: [...way.closes, ...ordersFor(way, wish, context)],
    target: { quantity, waiting: false },
  };
};

const ordersFor = (
  { closes, rest }: ReturnType<typeof closeThenOpen>,
  { intent, pipeline }: SizedTarget,
  context: RiskContext,
): readonly Command[] => {
  if (rest === 0) return [];
  const { symbol, because } = intent;
  const held = context.portfolio.position(pipeline, symbol);
  const order = orderOf(
    {
      key: `target:${symbol}`,
      pipeline,
      symbol,
      side: rest > 0 ? 'buy' : 'sell',
      quantity: Math.abs(rest),
      role: 'target',
      // A stop may close the same units first; what only gives up some of them must not cross zero then.
      // Behind orders that close all that is held it opens.
      reduceOnly: closes.length === 0 && rest * held < 0 && Math.abs(rest) <= Math.abs(held),
      because,
    },
    context,
  );
  // What is left after the grid took its part may be nothing: the target is as near as it can be.
  return order.quantity === 0 ? [] : [{ kind: 'place', order, children: [] }];
};

const missingOf = (
  { intent: { symbol }, pipeline, quantity }: SizedTarget,
  working: readonly OrderRecord[],
  { portfolio }: RiskContext,
): number => {
  const held = portfolio.position(pipeline, symbol);
  const coming = working.reduce((sum, record) => sum + comingOf(record), 0);
  const missing = quantity - held - coming;
  // Parts of a unit add up with noise, and noise is no order.
  return Math.abs(missing) <= 1e-9 * Math.max(Math.abs(quantity), Math.abs(held)) ? 0 : missing;
};

const isSame = (a: TargetIntent, b: TargetIntent): boolean =>
  a.quantity === b.quantity && a.weight === b.weight && a.notional === b.notional;

const flawOf = (intent: TargetIntent, context: RiskContext) => {
  const { symbol } = intent;
  if (!context.tradable(symbol)) return { code: 'SYMBOL_UNKNOWN', facts: { symbol } } as const;
  const measures = [intent.quantity, intent.weight, intent.notional].filter((measure) => measure !== null);
  const value = measures[0];
  if (measures.length !== 1 || value === undefined || !Number.isFinite(value)) {
    return invalid('target', 'one finite quantity, weight or notional', String(value));
  }
  const tolerance = intent.rebalance?.toleranceWeight ?? 0;
  if (tolerance >= 0 && Number.isFinite(tolerance)) return null;
  return invalid('rebalance.toleranceWeight', '0 or above', tolerance);
};
