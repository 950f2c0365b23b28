import type { Entry } from '../../domain/journal.js';
import { scrambled } from '../scrambled.js';
import { brokenCuts, firstDifference, type Line, linesOf } from './first-difference.js';
import type { Law } from './law.js';

/** With another future the journal up to the cut stays as it is, byte for byte: there is no look-ahead. */
export const scrambleLaw: Law = {
  name: 'writes the same journal up to any point, whatever data come after it',
  problems: async (subject) => {
    const whole = written((await subject.whole()).entries);
    const broken = [];
    for (const cut of subject.cuts) {
      const run = await subject.run(scrambled(subject.events, { after: cut, seed: subject.seed }));
      const difference = firstDifference(
        { name: 'the run', lines: whole.filter(({ entry }) => entry.at <= cut) },
        { name: 'the run with another future', lines: written(run.entries.filter(({ at }) => at <= cut)) },
      );
      if (difference !== undefined) broken.push({ cut, difference });
    }
    return brokenCuts(broken, subject.cuts.length);
  },
};

const written = (entries: readonly Entry[]): readonly Line[] =>
  linesOf(entries.filter(({ kind }) => kind !== 'begin' && kind !== 'end'));
