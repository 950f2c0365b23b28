import { firstDifference, linesOf } from './first-difference.js';
import type { Law } from './law.js';

/** State that outlives a run, or clock and dice of the host, make two runs of one tape differ. */
export const repeatLaw: Law = {
  name: 'writes the same journal for the same data, byte for byte',
  problems: async (subject) => {
    const first = linesOf((await subject.whole()).entries);
    const second = linesOf((await subject.run(subject.events)).entries);
    const difference = firstDifference(
      { name: 'the first run', lines: first },
      { name: 'the second', lines: second },
    );
    return difference === undefined ? [] : [difference];
  },
};
