import type { Entry, EntryKind } from '../../domain/journal.js';
import { brokenCuts, firstDifference, type Line, linesOf } from './first-difference.js';
import type { Law } from './law.js';

/** What is decided; a run's own beginning and end, its marks and notices are not. */
const DECISIONS: ReadonlySet<EntryKind> = new Set([
  'intent',
  'approval',
  'refusal',
  'command',
  'order',
  'fill',
  'latch',
  'halt',
]);

/** A run that ends early has decided until then what the whole run did: nobody waits for what comes later. */
export const prefixLaw: Law = {
  name: 'decides, cut at any point, as the whole run did up to there',
  problems: async (subject) => {
    const whole = decisionsOf((await subject.whole()).entries);
    const broken = [];
    for (const cut of subject.cuts) {
      const run = await subject.run(subject.events.filter(({ at }) => at <= cut));
      const difference = firstDifference(
        { name: 'the whole run', lines: whole.filter(({ entry }) => entry.at <= cut) },
        { name: 'the cut run', lines: decisionsOf(run.entries) },
      );
      if (difference !== undefined) broken.push({ cut, difference });
    }
    return brokenCuts(broken, subject.cuts.length);
  },
};

/** Until the end of coverage: what is closed after it for a statistic's sake nobody decided. */
const decisionsOf = (entries: readonly Entry[]): readonly Line[] => {
  const end = entries.findIndex(({ kind }) => kind === 'end');
  return linesOf(entries.slice(0, end).filter(({ kind }) => DECISIONS.has(kind)));
};
