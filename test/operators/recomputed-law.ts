import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { from, type OperatorFunction, takeLast, toArray } from 'rxjs';
import { streamed } from './streamed.js';

/** The inputs on which an operator that goes step by step must equal one that begins anew. */
export interface Tapes<T> {
  /** A hundred inputs: quiet and wild ones, equal ones, one far outside. */
  readonly any: fc.Arbitrary<readonly T[]>;
  /** The input at a place of a long tape that drifts. */
  readonly drifting: (place: number) => T;
}

const LENGTH = 100;
const RUNS = 100;
const SEED = 2006;
const LONG = 1_000_000;
/** So many of the last words of the long tape are compared. */
const LAST = 20;
const OUTLIER = 1e8;

/** Cents of a price, from 10 to 1000: a walk, the same price all along, or a walk with one outlier. */
const cents: fc.Arbitrary<readonly number[]> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 1, arbitrary: fc.constant(0) },
        { weight: 4, arbitrary: fc.integer({ min: -300, max: 300 }) },
      ),
      {
        minLength: LENGTH,
        maxLength: LENGTH,
      },
    ),
    fc.constantFrom('walk', 'walk', 'still', 'outlier'),
    fc.integer({ min: 0, max: LENGTH - 1 }),
  )
  .map(([steps, shape, place]) => {
    let price = 50_000;
    return steps.map((step, index) => {
      if (shape !== 'still') price = Math.min(100_000, Math.max(1000, price + step));
      return shape === 'outlier' && index === place ? OUTLIER * 100 : price;
    });
  });

const driftAt = (place: number): number => 1000 + place / 100 + ((place * 7919) % 101) / 100;

/** Prices. */
export const numberTapes: Tapes<number> = {
  any: cents.map((prices) => prices.map((price) => price / 100)),
  drifting: driftAt,
};

/** Two prices, of which either may stand still. */
export const pairTapes: Tapes<readonly [number, number]> = {
  any: fc
    .tuple(cents, cents)
    .map(([xs, ys]) => xs.map((x, index) => [x / 100, (ys[index] ?? 0) / 100] as const)),
  drifting: (place) => [driftAt(place), driftAt(place * 3 + 1)],
};

/** A bar as these tests make it. */
export interface LawBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Bars around prices; some have no volume, and where prices stand still some have no range. */
export const barTapes: Tapes<LawBar> = {
  any: fc
    .tuple(
      cents,
      fc.array(fc.tuple(fc.nat(200), fc.nat(200), fc.oneof(fc.constant(0), fc.nat(900))), {
        minLength: LENGTH,
        maxLength: LENGTH,
      }),
      fc.boolean(),
    )
    .map(([prices, extras, isFlat]) =>
      prices.map((price, index) => {
        const [up = 0, down = 0, volume = 0] = extras[index] ?? [];
        const open = prices[index - 1] ?? price;
        const room = isFlat ? 0 : 1;
        return {
          open: open / 100,
          high: (Math.max(open, price) + room * up) / 100,
          low: (Math.min(open, price) - room * down) / 100,
          close: price / 100,
          volume: isFlat ? 0 : volume,
        };
      }),
    ),
  drifting: (place) => {
    const [open, close] = [driftAt(place - 1), driftAt(place)];
    return {
      open,
      high: Math.max(open, close) + ((place * 31) % 17) / 100,
      low: Math.min(open, close) - ((place * 37) % 19) / 100,
      close,
      volume: (place * 13) % 11,
    };
  },
};

/** An operator beside what it should say about a whole tape, worked out anew from all of it. */
interface Law<T, W> {
  readonly make: () => OperatorFunction<T, W>;
  readonly anew: (inputs: readonly T[]) => readonly W[];
  readonly tapes: Tapes<T>;
  /** How many inputs a word hangs on, where it is not all of them. */
  readonly reach?: number;
  /** Words below this size may differ as words of it; 0.01 where nothing is said. */
  readonly smallest?: number;
}

/**
 * The law of an operator that works in increments: it says what one says that begins anew at every input,
 * over 10,000 inputs of all kinds and at the end of a million that drift, within a billionth.
 */
export const recomputedLaw = <T, W extends number | object>(name: string, law: Law<T, W>): void => {
  const { make, anew, tapes, reach, smallest = 0.01 } = law;
  describe(`${name} in increments`, () => {
    it('equals one that begins anew, over quiet, wild, equal and outlying inputs', () => {
      fc.assert(
        fc.property(tapes.any, (inputs) =>
          expectNear({ words: streamed(make(), inputs), expected: anew(inputs), smallest }),
        ),
        // The same tapes every day: where prices cancel out, the last digits are nobody's, and one tape in
        // many thousands shows it.
        { numRuns: RUNS, seed: SEED },
      );
    });

    it('equals one that begins anew after a million inputs that drift', () => {
      let last: readonly W[] = [];
      from(places(tapes, 0))
        .pipe(make(), takeLast(LAST), toArray())
        .subscribe((words) => {
          last = words;
        });
      expect(last).toHaveLength(LAST);
      const tail = places(tapes, reach === undefined ? 0 : LONG - LAST - reach);
      expectNear({ words: last, expected: anew([...tail]).slice(-LAST), smallest });
    });
  });
};

function* places<T>({ drifting }: Tapes<T>, start: number): Generator<T> {
  for (let place = start; place < LONG; place += 1) yield drifting(place);
}

interface Comparison {
  readonly words: readonly (number | object)[];
  readonly expected: readonly (number | object)[];
  readonly smallest: number;
}

const expectNear = ({ words, expected, smallest }: Comparison): void => {
  expect(words).toHaveLength(expected.length);
  const wanted = expected.flatMap(numbersOf);
  const wrong = words.flatMap(numbersOf).flatMap((number, index) => {
    const exact = wanted[index] ?? Number.NaN;
    const room = 1e-9 * Math.max(Math.abs(exact), smallest);
    return Math.abs(number - exact) <= room ? [] : [`${number} at ${index}, anew ${exact}`];
  });
  expect(wrong).toEqual([]);
};

/** The numbers of a word, by the names of its fields. */
const numbersOf = (word: number | object): readonly number[] =>
  typeof word === 'number'
    ? [word]
    : Object.entries(word)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, value]) => Number(value));
