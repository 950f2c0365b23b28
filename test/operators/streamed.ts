import { from, type OperatorFunction, toArray } from 'rxjs';

/** All that an operator says on a series. */
export const streamed = <T, R>(operator: OperatorFunction<T, R>, series: readonly T[]): readonly R[] => {
  let words: readonly R[] = [];
  from(series)
    .pipe(operator, toArray())
    .subscribe((all) => {
      words = all;
    });
  return words;
};
