import { defer, filter, map, merge, type OperatorFunction, tap } from 'rxjs';
import { Relay } from './relay.js';
import { type RowMaker, rowMaker } from './row-maker.js';

/** What each branch says, by the branch's name. */
type Said<B> = { readonly [K in keyof B]: B[K] extends OperatorFunction<never, infer R> ? R : never };

/**
 * Adds to each input what some operators say about it: one row, all of it from one moment.
 *
 *     bar$                                          -a---b---c---d---|
 *     enrich({ fast: sma({ span: 2, … }),
 *              slow: sma({ span: 3, … }) })         ---------C---D---|     C = { ...c, fast, slow }
 *
 * Every branch gets the same input; a row comes out in the same turn when every branch has spoken in it, and
 * none while one is still silent. What a branch says later, outside the turn of an input, is lost. If it
 * speaks twice in a turn, its last word counts.
 * Remembers what its branches remember. An error in a branch is the row stream's error.
 *
 * Inside a `pipe` the branches get the type of the stream; nothing needs to be written down.
 * Two shared branches and `combineLatest` would say rows that mix two moments; that is why this exists.
 *
 * @param branches Operators by the name that their word gets in the row; an input that has such a field
 *   itself is an error, since one of the two would vanish.
 */
export const enrich =
  <T extends object, B extends Record<string, OperatorFunction<NoInfer<T>, unknown>>>(
    branches: B & Record<string, OperatorFunction<NoInfer<T>, unknown>>,
  ): OperatorFunction<T, T & Said<B>> =>
  (source$) =>
    defer(() => {
      const inputs = new Relay<T>();
      const turn = new Turn<T>(Object.keys(branches));
      const words = Object.values<OperatorFunction<T, unknown>>(branches).map((branch, index) =>
        inputs.stream$.pipe(
          branch,
          // A word is heard and goes no further.
          filter((word): word is never => turn.hear(index, word)),
        ),
      );
      const row$ = source$.pipe(
        tap({ complete: () => inputs.complete() }),
        filter((input) => {
          turn.begin(input);
          inputs.next(input);
          return turn.isComplete();
        }),
        map((input) => turn.rowOf(input) as T & Said<B>), // each field was said by the branch of its name
      );
      // Merged in this order the branches listen before the first input flows.
      return merge(...words, row$);
    });

/** Collects what the branches say while one input is on its way through them. */
class Turn<T extends object> {
  private readonly words: unknown[];
  /** The number of the turn in which each branch spoke last. */
  private readonly spokeIn: number[];
  private spoken = 0;
  private number = 0;
  private readonly make: RowMaker;

  constructor(private readonly names: readonly string[]) {
    this.make = rowMaker(names);
    this.words = names.map(() => undefined);
    this.spokeIn = names.map(() => 0);
  }

  begin(input: T): void {
    if (this.number === 0) refuseTaken(this.names, input);
    this.number += 1;
    this.spoken = 0;
  }

  hear(branch: number, word: unknown): false {
    if (this.spokeIn[branch] !== this.number) this.spoken += 1;
    this.spokeIn[branch] = this.number;
    this.words[branch] = word;
    return false;
  }

  /** Whether every branch has spoken since the turn began; what was said before counts no more. */
  isComplete(): boolean {
    return this.spoken === this.names.length;
  }

  rowOf(input: T): object {
    return this.make(this.words, input);
  }
}

const refuseTaken = (names: readonly string[], input: object): void => {
  const taken = names.find((name) => name in input);
  if (taken !== undefined) {
    throw new TypeError(`enrich: the input already has a field '${taken}', choose another name`);
  }
};
