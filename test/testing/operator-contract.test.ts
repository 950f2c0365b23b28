import { afterEach, describe, expect, it } from '@jest/globals';
import type { Clock } from 'millrace';
import { operatorContract } from 'millrace/testing';
import {
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  ignoreElements,
  last,
  map,
  merge,
  mergeMap,
  Observable,
  type OperatorFunction,
  of,
  scan,
  shareReplay,
  timer,
  toArray,
} from 'rxjs';

interface Price {
  readonly price: number;
  readonly levels: { readonly bid: number };
}
const samples: readonly Price[] = [10, 20, 20, 40].map((price) => ({ price, levels: { bid: price } }));

/** Runs the contract outside the framework and gives the names of the laws that were broken. */
const brokenLaws = (
  make: (tools: { clock: Clock }) => OperatorFunction<Price, unknown>,
): readonly string[] => {
  const broken: string[] = [];
  const globals = { describe, it };
  const tests: { name: string; body: () => void }[] = [];
  Object.assign(globalThis, {
    describe: (_name: string, body: () => void) => body(),
    it: (name: string, body: () => void) => tests.push({ name, body }),
  });
  try {
    operatorContract('planted', make, samples);
  } finally {
    Object.assign(globalThis, globals);
  }
  for (const { name, body } of tests) {
    try {
      body();
    } catch {
      broken.push(name);
    }
  }
  return broken;
};

const speaks = 'speaks on its samples';
const shares = 'shares no state between two subscriptions';
const onlyAdds = 'says at any moment what it says whatever comes after';
const untouched = 'leaves its inputs and its words as they were';
const ends = 'ends with its source';
const fails = 'fails with its source';
const letsGo = 'lets go of its source';

const total = (): OperatorFunction<Price, number> => scan((sum, { price }) => sum + price, 0);

describe('operatorContract', () => {
  it('finds nothing wrong with an operator that keeps it', () => {
    expect(brokenLaws(total)).toEqual([]);
  });

  it('catches state that is born outside the subscription', () => {
    const shared = (): OperatorFunction<Price, number> => {
      let sum = 0;
      return map(({ price }) => (sum += price));
    };
    expect(brokenLaws(shared)).toEqual([shares]);
  });

  it('catches state that two subscriptions of one piped stream share', () => {
    const shared = (): OperatorFunction<Price, number> => (source$) => {
      let sum = 0;
      return source$.pipe(map(({ price }) => (sum += price)));
    };
    expect(brokenLaws(shared)).toEqual([shares]);
  });

  it('catches values measured by the whole series', () => {
    const normalised = (): OperatorFunction<Price, number> => (source$) =>
      source$.pipe(
        toArray(),
        mergeMap((all) => all.map(({ price }) => price / Math.max(...all.map((one) => one.price)))),
      );
    expect(brokenLaws(normalised)).toContain(onlyAdds);
  });

  it('catches a half-built bar that is flushed at the end', () => {
    const pairsOf = (): OperatorFunction<Price, readonly Price[]> => (source$) =>
      defer(() => {
        let half: readonly Price[] = [];
        const whole$ = source$.pipe(
          map((price) => {
            half = half.length === 2 ? [price] : [...half, price];
            return half;
          }),
          filter(({ length }) => length === 2),
        );
        return concat(
          whole$,
          defer(() => (half.length === 1 ? of(half) : EMPTY)),
        );
      });
    expect(brokenLaws(pairsOf)).toEqual([onlyAdds]);
  });

  it('catches a change to an input', () => {
    const rounding = (): OperatorFunction<Price, Price> =>
      map((input) => Object.assign(input, { price: Math.round(input.price) }));
    expect(brokenLaws(rounding)).toContain(untouched);
  });

  it('catches a change deep inside an input', () => {
    const sinking = (): OperatorFunction<Price, Price> =>
      map((input) => {
        Object.assign(input.levels, { bid: 0 });
        return input;
      });
    expect(brokenLaws(sinking)).toContain(untouched);
  });

  it('catches a change to what was already said', () => {
    const growing = (): OperatorFunction<Price, readonly number[]> => (source$) =>
      defer(() => {
        const seen: number[] = [];
        return source$.pipe(
          map(({ price }) => {
            seen.push(price);
            return seen;
          }),
        );
      });
    expect(brokenLaws(growing)).toContain(untouched);
  });

  it('catches an error that is swallowed', () => {
    const calm = (): OperatorFunction<Price, number> => (source$) =>
      source$.pipe(
        total(),
        catchError(() => EMPTY),
      );
    expect(brokenLaws(calm)).toEqual([fails]);
  });

  it('catches an operator that does not let go of its source', () => {
    const clinging = (): OperatorFunction<Price, Price> => (source$) =>
      new Observable((subscriber) => {
        source$.subscribe(subscriber.next.bind(subscriber));
        source$.subscribe({
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        });
      });
    expect(brokenLaws(clinging)).toContain(letsGo);
  });

  it('catches a source that is kept for listeners to come', () => {
    const kept = (): OperatorFunction<Price, Price> => shareReplay({ bufferSize: 1, refCount: false });
    expect(brokenLaws(kept)).toEqual([shares, letsGo]);
  });

  it('catches silence', () => {
    expect(brokenLaws(() => ignoreElements())).toEqual([speaks]);
  });

  it('catches an operator that outlives its source', () => {
    const lasting = (): OperatorFunction<Price, Price> => (source$) =>
      concat(source$, new Observable<never>());
    expect(brokenLaws(lasting)).toEqual([ends]);
  });

  it('catches a timer that goes on after the end', () => {
    const ticking =
      ({ clock }: { clock: Clock }): OperatorFunction<Price, unknown> =>
      (source$) =>
        merge(source$, timer(15, 1000, clock));
    expect(brokenLaws(ticking)).toContain(ends);
  });

  it('catches an operator that waits for the end', () => {
    expect(brokenLaws(() => last())).toContain(onlyAdds);
  });

  describe('without a framework', () => {
    afterEach(() => {
      Object.assign(globalThis, { describe });
    });

    it('says which globals it needs and how to get them', () => {
      Reflect.deleteProperty(globalThis, 'describe');
      expect(() => operatorContract('planted', total, samples)).toThrow(
        /operatorContract needs the globals describe and it\. .*node:test/,
      );
    });
  });
});
