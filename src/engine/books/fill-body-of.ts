import type { BrokerFill } from '../../brokers/simulated/simulated-broker.js';
import type { FillBody } from '../../domain/fill-body.js';
import type { Order } from '../../domain/order.js';

/** A broker's fill as the journal keeps it. */
export const fillBodyOf = (
  fill: BrokerFill,
  { order, bar, currency }: { order: Order; bar: number | null; currency: string },
): FillBody => ({
  order: fill.order,
  key: order.key,
  side: fill.side,
  quantity: fill.quantity,
  price: fill.price,
  commission: fill.commission,
  currency,
  happenedAt: fill.happenedAt,
  effect: fill.effect,
  lot: fill.lot,
  entryCommission: fill.entryCommission,
  bar,
  because: order.because,
  complete: fill.complete,
  ...(fill.execution === undefined ? {} : { execution: fill.execution }),
});
