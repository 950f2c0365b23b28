import type { Lot } from '../domain/lot.js';
import type { Command } from '../domain/order.js';
import { orderOf } from './order-of.js';
import type { RiskContext } from './risk-context.js';

/** Which lots a target gives up, how many units of them together, and why. */
export interface LotsToClose {
  readonly lots: readonly Lot[];
  readonly units: number;
  readonly because: string;
}

/** A target's orders for lots that it gives up: oldest first, the last of them perhaps in part. */
export const closeLots = ({ lots, units, because }: LotsToClose, context: RiskContext): Command[] => {
  const commands: Command[] = [];
  let left = units;
  for (const { id, pipeline, symbol, quantity: held } of lots) {
    if (left <= 0) break;
    const quantity = Math.min(left, Math.abs(held));
    left -= quantity;
    const order = orderOf(
      {
        key: `target:${symbol}:${id}`,
        pipeline,
        symbol,
        side: held > 0 ? 'sell' : 'buy',
        quantity,
        role: 'target',
        lot: id,
        reduceOnly: true,
        because,
      },
      context,
    );
    commands.push({ kind: 'place', order, children: [] });
  }
  return commands;
};
