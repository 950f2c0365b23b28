import { describeEntry } from '../../journal/describe-entry.js';
import type { Law } from './law.js';

/** An intent without a reason is an order that nobody can explain. */
export const reasonLaw: Law = {
  name: 'gives a reason for every intent',
  problems: async (subject) => {
    const { entries } = await subject.whole();
    const mute = entries.filter(({ kind, body }) => {
      return kind === 'intent' && 'intent' in body && body.intent.because.trim() === '';
    });
    const [first] = mute;
    return first ? [`${mute.length} intents have an empty because; the first: ${describeEntry(first)}`] : [];
  },
};
