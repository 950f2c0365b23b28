import { isoText } from '../../domain/iso-text.js';
import { describeEntry } from '../../journal/describe-entry.js';
import { decided } from './decided.js';
import type { Law } from './law.js';

/** A pipeline that fails or sleeps keeps every other law; this one asks that there be something to judge. */
export const enoughLaw: Law = {
  name: 'decides enough on these data, by the clock it is given, and goes to their end',
  problems: async (subject) => {
    const { entries, failures } = await subject.whole();
    if (failures.length > 0) return failures.map((failure) => failure.message);
    const unclocked = entries.find(({ kind, body }) => {
      return kind === 'notice' && 'code' in body && body.code === 'TIMER_UNCLOCKED';
    });
    if (unclocked) return [`${describeEntry(unclocked)}; give each the clock of the flow's context by name`];
    const middle = subject.cuts[Math.floor(subject.cuts.length / 2)];
    if (middle === undefined) return ['the data have fewer than two instants: there is nowhere to cut'];
    const count = decided(entries).filter(({ at }) => at <= middle).length;
    if (count >= subject.decisionsAtLeast) return [];
    return [
      `only ${count} decisions (approvals with an order, refusals) until the median cut at ` +
        `${isoText(middle)}, and ${subject.decisionsAtLeast} are needed: what decides nothing breaks no ` +
        'law. Give more events, livelier params, or another decisionsAtLeast.',
    ];
  },
};
