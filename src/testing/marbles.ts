import { deepStrictEqual } from 'node:assert/strict';
import { TestScheduler } from 'rxjs/testing';

/** What a marble test works with: RxJS' own helpers, and virtual time as the clock of time operators. */
export type Marbles = Parameters<Parameters<TestScheduler['run']>[0]>[0] & { readonly clock: TestScheduler };

/**
 * A test body that runs under virtual time: one dash is a millisecond, and every expectation
 * is checked at its end.
 *
 *     it('keeps quiet at first', marbles((m) => {
 *       m.expectObservable(m.cold('-a-b-|').pipe(pairwise())).toBe('---p-|', { p: ['a', 'b'] });
 *     }));
 */
export const marbles = (test: (m: Marbles) => void) => (): void => {
  const clock = new TestScheduler((actual, expected) => deepStrictEqual(actual, expected));
  clock.run((helpers) => test({ ...helpers, clock }));
};
