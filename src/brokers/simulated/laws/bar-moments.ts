import type { Bar } from '../../../domain/market-event.js';

/**
 * The looks a bar allows: at its first price, at all it showed, at all it showed for the stops of what was
 * opened inside it, at its last price.
 */
export type BarMoment = 'open' | 'inside' | 'protect' | 'close';

/** The order in which they follow each other. */
export const BAR_MOMENTS: readonly BarMoment[] = ['open', 'inside', 'protect', 'close'];

/** When an order began to work, and when it ends. */
export interface Life {
  readonly since: number;
  readonly until: number;
}

/**
 * When an order is looked at inside a bar, so that no price from before its acceptance (or after its end)
 * fills it: accepted at the bar's start or before, its open and its range; accepted inside the bar, only
 * its close; accepted at its end, nothing of it. An order that ends inside the bar has the open alone.
 *
 * The stop of an entry that filled inside the bar is asked about all the bar showed: the price may have gone
 * there afterwards, and after a limit that lies between it and the open it must have. Its target is not: of
 * two readings the worse.
 *
 * Source: this project's design, "Inside a bar".
 */
export const mayMeet = (
  moment: BarMoment,
  bar: Pick<Bar, 'start' | 'at'>,
  { since, until }: Life,
): boolean => {
  if (moment === 'open') return since <= bar.start && bar.start < until;
  if (bar.at > until) return false;
  if (moment === 'protect') return since < bar.at;
  return moment === 'inside' ? since <= bar.start : bar.start < since && since < bar.at;
};
