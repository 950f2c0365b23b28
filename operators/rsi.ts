import { map, type OperatorFunction, pairwise, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { enrich } from './enrich.js';
import { rolling } from './rolling.js';
import { wilder } from './wilder.js';

interface Move {
  readonly up: number;
  readonly down: number;
}

/**
 * Relative strength index: the share of gains in all that moved, from 0 to 100.
 *
 *     price$              -10--11--10--12-|
 *     rsi({ span: 2 })    ---------50--83.3-|
 *
 * 100 * gain / (gain + loss), means of the last moves up and down; 50 where nothing moved at all.
 * J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
 *
 * Silent for the first `span` inputs, then speaks once per input, in the same turn.
 * Remembers three numbers per subscription; with `simple` the last moves too.
 *
 * @param span Whole number of moves, at least 1; anything else throws while the pipeline is built.
 * @param of Reads the number, such as a close.
 * @param average `wilder`: his smoothed mean (Wilder, TA-Lib, LEAN, backtrader). `simple`: the plain mean of
 *   the last `span` moves (Cutler's RSI).
 */
export const rsi = <T>({
  span,
  of,
  average = 'wilder',
}: {
  span: number;
  of: (input: T) => number;
  average?: 'wilder' | 'simple';
}): OperatorFunction<T, number> => {
  checkWhole('rsi', { span });
  return pipe(
    map(of),
    pairwise(),
    map(([before, now]): Move => ({ up: Math.max(now - before, 0), down: Math.max(before - now, 0) })),
    average === 'wilder' ? smoothed(span) : rolling({ span, of: (move) => move, merge: together }),
    map(({ up, down }) => (up + down === 0 ? 50 : (100 * up) / (up + down))),
  );
};

const smoothed = (span: number): OperatorFunction<Move, Move> =>
  pipe(
    enrich({ gain: wilder({ span, of: ({ up }) => up }), loss: wilder({ span, of: ({ down }) => down }) }),
    map(({ gain, loss }) => ({ up: gain, down: loss })),
  );

/** Sums serve as well as means: their shares are the same. */
const together = (a: Move, b: Move): Move => ({ up: a.up + b.up, down: a.down + b.down });
