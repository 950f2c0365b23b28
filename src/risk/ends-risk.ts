import type { Outcome } from '../domain/journal.js';

/**
 * Whether what keeps new risk away also takes working orders back that a fill lets add some. Not where the
 * broker is merely away: orders go on there meanwhile, as they were meant to.
 *
 * @param held What keeps new risk away; null: nothing does.
 */
export const endsRisk = (held: Outcome | null): boolean =>
  held !== null && held.code !== 'BROKER_DISCONNECTED';
