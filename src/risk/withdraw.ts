import type { OrderRecord } from '../domain/journal.js';
import type { Command } from '../domain/order.js';
import type { PortfolioView } from '../domain/portfolio-view.js';
import type { Approved } from './approved.js';
import { formsOf } from './forms-of.js';
import { isExit } from './is-exit.js';
import { signOf, sleeps, unitsTogether } from './reach.js';
import { takeBack } from './take-back.js';

/**
 * Takes back every working order of a pipeline that could still add risk; what can only make a position
 * smaller stays. Asked for when no new risk may be taken: a loss limit was reached, or the pipeline failed
 * and nobody would hear of its fills.
 *
 * Exits come first: they stay whatever there is, and a plain order may have only what all of them leave,
 * since one row may fill both. Plain orders are read oldest first, so that of two that would close the same
 * units the older one stays.
 *
 * @param symbol Null: in all of them.
 */
export const withdraw = (
  pipeline: string,
  portfolio: PortfolioView,
  symbol: string | null = null,
): readonly Approved<Command>[] => {
  const live = portfolio
    .liveOrders(pipeline)
    .filter(({ order }) => symbol === null || order.symbol === symbol);
  const stays = live.filter(({ order }) => isExit(order));
  for (const record of live) {
    if (isExit(record.order)) continue;
    if (onlyCloses([...stays, record], record, portfolio)) stays.push(record);
  }
  return takeBack(live.filter((record) => !stays.includes(record)).map(({ order }) => order));
};

/** Whether orders that may all fill, with a plain one among them, close no more than is held. */
const onlyCloses = (
  all: readonly OrderRecord[],
  { order: { pipeline, symbol, side, quantity } }: OrderRecord,
  portfolio: PortfolioView,
): boolean => {
  const held = portfolio.position(pipeline, symbol) * -signOf(side);
  if (quantity === null || held <= 0) return false;
  const beside = all.filter(
    (other) => other.order.symbol === symbol && other.order.side === side && !sleeps(other),
  );
  const units = unitsTogether(
    beside.map((record) => {
      const { order, filled } = record;
      const left = Math.max(...formsOf(record).map((form) => form.quantity ?? held)) - filled;
      return { order, left: isExit(order) ? Math.min(left, held) : left };
    }),
  );
  // Parts of a unit add up with noise, and noise opens nothing.
  return Number(units.toPrecision(12)) <= held;
};
