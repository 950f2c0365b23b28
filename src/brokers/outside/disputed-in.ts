import type { Disputed } from '../../domain/outside-view.js';
import { withoutNoise } from '../../portfolio/without-noise.js';
import type { OutsideBooks } from './outside-books.js';
import { positionIn } from './position-in.js';

/**
 * What is held of a symbol by the journal and at the broker, where the newest snapshot found a difference
 * and what executed since leaves one; null: they agree. What is told after a snapshot counts as not in it.
 */
export const disputedIn = (
  { context: { portfolio }, executions, positions }: OutsideBooks,
  symbol: string,
): Disputed | null => {
  const seen = positions.seen().find((one) => one.symbol === symbol);
  if (!seen || seen.since === null) return null;
  const journal = positionIn(portfolio, symbol);
  const broker = withoutNoise(seen.broker + executions.units(symbol) - seen.engine);
  return broker === journal ? null : { journal, broker };
};
