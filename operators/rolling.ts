import { defer, map, type OperatorFunction, skip } from 'rxjs';
import { checkWhole } from './check-params.js';

/**
 * The last `span` inputs merged into one value: their sum, their highest, whatever two neighbours can be
 * merged to.
 *
 *     price$                                       -10--20--30--10-|
 *     rolling({ span: 2, of, merge: Math.max })    -----20--30--30-|
 *     rolling({ span: 3, of, merge: add })         ---------60--60-|
 *
 * Silent for the first `span - 1` inputs, then speaks once per input, in the same turn.
 * Remembers `2 * span` values per subscription and merges three times an input on average, whatever the span.
 * Nothing is ever taken back out of a value, so what has left the window leaves nothing behind: no rounding
 * that piles up, no trace of an outlier (Gil and Werman, "Computing 2-D min, median, and max filters", 1993).
 *
 * @param span Whole number of inputs, at least 1; anything else throws while the pipeline is built.
 * @param of Reads a value out of an input.
 * @param merge Makes one value of two neighbours, the older one first, and changes neither; it does not
 *   matter which of three are merged first.
 */
export const rolling = <T, A extends number | object>({
  span,
  of,
  merge,
}: {
  span: number;
  of: (input: T) => A;
  merge: (older: A, newer: A) => A;
}): OperatorFunction<T, A> => {
  checkWhole('rolling', { span });
  return (source$) =>
    defer(() => {
      const push = lastMerged(span, merge);
      return source$.pipe(
        map((input) => push(of(input))),
        skip(span - 1),
      );
    });
};

/** The window reaches over two blocks of `span` values: the end of the one before, the start of this one. */
const lastMerged = <A>(span: number, merge: (older: A, newer: A) => A): ((value: A) => A) => {
  let block: A[] = [];
  let head: A | undefined;
  let tails: readonly A[] = [];
  return (value) => {
    if (block.length === span) {
      tails = mergedToTheEnd(block, merge);
      block = [];
      head = undefined;
    }
    block.push(value);
    head = head === undefined ? value : merge(head, value);
    const tail = tails[block.length];
    return tail === undefined ? head : merge(tail, head);
  };
};

/** Each value merged with all that came after it, in place; no later window reaches back to the first. */
const mergedToTheEnd = <A>(block: A[], merge: (older: A, newer: A) => A): readonly A[] => {
  let tail = block.at(-1);
  for (let index = block.length - 2; index > 0; index -= 1) {
    const value = block[index];
    if (value === undefined || tail === undefined) break;
    tail = merge(value, tail);
    block[index] = tail;
  }
  return block;
};
