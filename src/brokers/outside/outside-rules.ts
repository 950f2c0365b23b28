import type { RuleSet } from '../simulated/rule-sets.js';
import type { OutsideTerms } from './outside-books.js';
import { OutsideDesk } from './outside-desk.js';

/**
 * A rule set whose broker is outside: the engine is put together as ever, and orders leave it. A live engine
 * hands it an `Outbox`, a replay of its recording a sink that sends nothing; what is decided is the same.
 */
export const outsideRules = (terms: OutsideTerms): RuleSet => ({
  name: 'outside',
  uses: ['cash', 'matchOn'],
  matchOn: 'finest',
  sizesAtFill: false,
  refusesCrossing: true,
  snaps: true,
  warmsFirstBar: false,
  booksActions: false,
  statistics: 'standard',
  omissions: ['Fills, fees and the ends of orders are what the broker says.'],
  make: (_settings, context) => new OutsideDesk(context, terms),
});
