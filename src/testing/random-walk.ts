import { seededRandom } from '../engine/turns/seeded-random.js';

/** A price that wanders, the same way for the same seed and name. */
export interface Walk {
  /** The next price: cents, above 0, about `percent` away from the one before. */
  readonly next: (percent: number) => number;
  /** The next whole number of [from, to). */
  readonly whole: (from: number, to: number) => number;
}

/** Begins a walk at 100. */
export const randomWalk = (seed: number, name: string): Walk => {
  const dice = seededRandom(seed, name);
  let price = 100;
  return {
    next: (percent) => {
      // A sum of dice is near enough to a bell, and the same on every machine, which a logarithm need not be.
      const bell = dice() + dice() + dice() + dice() - 2;
      price = Math.max(0.01, price * (1 + (bell * Math.sqrt(3) * percent) / 100));
      return Math.max(0.01, Math.round(price * 100) / 100);
    },
    whole: (from, to) => from + Math.floor(dice() * (to - from)),
  };
};
