import type { TargetIntent } from '../domain/intent.js';
import { closeLots } from './close-lots.js';
import { hasDrifted } from './has-drifted.js';
import { cancelOf, liveTargets } from './live-targets.js';
import { orderOf } from './order-of.js';
import type { Plan } from './plan.js';
import type { RiskContext } from './risk-context.js';

/** The largest share an order may ask for: below 1, so that it is a share and not one unit. */
const WHOLE = 1 - 2 ** -52;

/**
 * A weight under a law that sizes at the fill: closes of what is held go in front, then an order for that
 * share of the free buying power. How many units that is, the fill knows.
 */
export const planTargetAtFill = (intent: TargetIntent, pipeline: string, context: RiskContext): Plan => {
  const { symbol, because } = intent;
  const weight = intent.weight ?? 0;
  if (Math.abs(weight) > 1) {
    return {
      refused: { code: 'RULES_UNSUPPORTED', facts: { rules: context.rules.name, what: `weight ${weight}` } },
    };
  }
  const working = liveTargets(pipeline, symbol, context);
  const before = context.portfolio.target(pipeline, symbol);
  const held = context.portfolio.position(pipeline, symbol);
  // A cancel on its way cannot be called back: whatever is wished meanwhile waits for what comes of it.
  if (working.length > 0 && before?.waiting)
    return { commands: [], target: { quantity: null, waiting: true } };
  // What has waited for a cancel was not sent yet, whatever is held on its side.
  const same = before !== undefined && !before.waiting && before.intent.weight === weight;
  const reached = Math.sign(held) === Math.sign(weight) && !hasDrifted(intent, pipeline, context);
  if (same && (reached || working.length > 0)) return settled;
  if (weight === 0 && held === 0 && working.length === 0) return settled;
  if (working.length > 0)
    return { commands: working.map(cancelOf), target: { quantity: null, waiting: true } };
  const lots = context.portfolio.lots(pipeline, symbol);
  const commands = closeLots({ lots, units: Number.POSITIVE_INFINITY, because }, context);
  if (weight !== 0) {
    const order = orderOf(
      {
        key: `target:${symbol}`,
        pipeline,
        symbol,
        side: weight > 0 ? 'buy' : 'sell',
        fraction: Math.min(Math.abs(weight), WHOLE),
        role: 'target',
        because,
      },
      context,
    );
    commands.push({ kind: 'place', order, children: [] });
  }
  return { commands, target: { quantity: null, waiting: false } };
};

const settled: Plan = { commands: [], target: { quantity: null, waiting: false } };
