import { FAULTS, type Fault } from '../../../../src/brokers/scripted/venue/faults.js';
import type { Family } from './family.js';
import { KILLS, type Kill } from './trial.js';

/** Some families, and how many of the scenarios of each are tried in CI. */
export interface Families {
  readonly families: readonly Family[];
  readonly runs: number;
}

const neededFor = (kill: Kill): readonly Fault[] => (kill === 'partly filled' ? ['partial-fills'] : []);

const faulty = (kill: Kill): readonly Family[] =>
  FAULTS.filter((fault) => !neededFor(kill).includes(fault)).map((fault) => {
    return { name: `${kill} + ${fault}`, faults: [...neededFor(kill), fault], kill };
  });

/** Everything that goes wrong in the campaign. */
export const FAMILIES = {
  alone: { families: FAULTS.map((fault) => ({ name: fault, faults: [fault], kill: null })), runs: 10 },
  pairs: {
    families: FAULTS.flatMap((first, index) =>
      FAULTS.slice(index + 1).map((second) => {
        return { name: `${first} + ${second}`, faults: [first, second], kill: null };
      }),
    ),
    runs: 3,
  },
  killed: { families: KILLS.map((kill) => ({ name: kill, faults: neededFor(kill), kill })), runs: 15 },
  diskFull: {
    families: [{ name: 'disk full', faults: [], kill: 'disk full' as const }, ...faulty('disk full')],
    runs: 3,
  },
  renewed: {
    families: KILLS.map((kill) => ({
      name: `${kill}, new segment`,
      faults: neededFor(kill),
      kill,
      renews: true,
    })),
    runs: 5,
  },
  renewedAndFaulty: {
    families: KILLS.flatMap(faulty).map((family) => {
      return { ...family, name: `${family.name}, new segment`, renews: true };
    }),
    runs: 1,
  },
  killedAndFaulty: { families: KILLS.flatMap(faulty), runs: 4 },
} as const satisfies Record<string, Families>;
