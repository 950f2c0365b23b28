import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Observable, OperatorFunction } from 'rxjs';
import {
  concat,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  map,
  NEVER,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import type { Clock } from '../time/clock.js';
import { freezeDeep } from './freeze-deep.js';
import { listen, type Story } from './listen.js';
import { testRunner } from './test-runner.js';

/** Makes the operator under test; a time operator takes the clock from the argument. */
type Make<T> = (tools: { readonly clock: Clock }) => OperatorFunction<T, unknown>;

/** Milliseconds from one sample to the next. */
const STEP_MS = 10;

/**
 * The laws of every operator, as tests of the framework that is running: it speaks on its samples; two
 * subscriptions share no state; a longer tape only adds to what a shorter one said; inputs stay untouched; it
 * ends and fails with its source, and lets go of it.
 *
 *     operatorContract('ema', () => ema({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
 *     operatorContract('debounce', ({ clock }) => debounce({ quietMs: 5, clock }), ['a', 'b', 'c']);
 *
 * @param samples Inputs on which the operator speaks at least once. They are frozen, and arrive 10 ms apart.
 */
export const operatorContract = <T>(name: string, make: Make<T>, samples: readonly T[]): void => {
  const { describe, it } = testRunner('operatorContract');
  samples.forEach(freezeDeep);
  describe(`${name} as an operator`, () => {
    it('speaks on its samples', () => speaks(make, samples));
    it('shares no state between two subscriptions', () => sharesNothing(make, samples));
    it('says at any moment what it says whatever comes after', () => onlyAdds(make, samples));
    it('leaves its inputs and its words as they were', () => changesNothing(make, samples));
    it('ends with its source', () => ends(make, samples));
    it('fails with its source', () => fails(make, samples));
    it('lets go of its source', () => letsGo(make, samples));
  });
};

const speaks = <T>(make: Make<T>, samples: readonly T[]): void => {
  const { said, end } = hear(make, samples);
  ok(said.length > 0, `it said nothing on ${samples.length} samples and ended with ${String(end?.error)}`);
};

const sharesNothing = <T>(make: Make<T>, samples: readonly T[]): void => {
  // The second listener comes in the middle of the first one's tape, and gets the tape from its beginning.
  const delays = [0, STEP_MS * Math.floor(samples.length / 2) + STEP_MS / 2];
  const together = listen((clock) => {
    const output$ = play(samples, clock).pipe(make({ clock }));
    return delays.map((delayMs) => concat(silence(delayMs, clock), output$));
  });
  const alone = delays.flatMap((delayMs) =>
    listen((clock) => [concat(silence(delayMs, clock), play(samples, clock).pipe(make({ clock })))]),
  );
  deepStrictEqual(together, alone);
};

const onlyAdds = <T>(make: Make<T>, samples: readonly T[]): void => {
  const { said } = hear(make, samples);
  for (let length = 0; length < samples.length; length += 1) {
    const sofar = said.filter(({ at }) => at <= STEP_MS * length);
    deepStrictEqual(hear(make, samples.slice(0, length)).said, sofar);
  }
};

const changesNothing = <T>(make: Make<T>, samples: readonly T[]): void => {
  // Inputs and words are frozen: whoever writes to one throws, and the stream fails with that error.
  const { end } = hear(make, samples);
  if (end && 'error' in end) throw end.error;
};

const ends = <T>(make: Make<T>, samples: readonly T[]): void => {
  deepStrictEqual(hear(make, samples).end, { at: STEP_MS * samples.length });
};

const fails = <T>(make: Make<T>, samples: readonly T[]): void => {
  const error = new Error('the source broke');
  const broken$ = throwError(() => error);
  deepStrictEqual(hear(make, samples, broken$).end, { at: STEP_MS * samples.length, error });
};

const letsGo = <T>(make: Make<T>, samples: readonly T[]): void => {
  let open = 0;
  listen((clock) => {
    const source$ = defer(() => {
      open += 1;
      return play(samples, clock, NEVER).pipe(finalize(() => (open -= 1)));
    });
    const halfway$ = timer((STEP_MS * samples.length) / 2, clock);
    return [source$.pipe(make({ clock }), takeUntil(halfway$))];
  });
  strictEqual(open, 0, 'it still listens to its source after it was unsubscribed');
};

/** The operator's story of a tape, alone under its own virtual time. */
const hear = <T>(make: Make<T>, tape: readonly T[], ending$: Observable<never> = EMPTY): Story => {
  const [story] = listen((clock) => [play(tape, clock, ending$).pipe(make({ clock }))]);
  return story as Story; // one stream has one story
};

/** The samples one by one, the first after one step, then the ending. */
const play = <T>(samples: readonly T[], clock: Clock, ending$: Observable<never> = EMPTY): Observable<T> =>
  concat(...samples.map((sample) => timer(STEP_MS, clock).pipe(map(() => sample))), ending$);

const silence = (delayMs: number, clock: Clock): Observable<never> =>
  timer(delayMs, clock).pipe(ignoreElements());
