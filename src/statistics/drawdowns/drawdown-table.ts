import { assertPaired } from '../numbers/assert-paired.js';
import { type Drawdown, depths, drawdowns } from './drawdowns.js';

/** What an account was worth, row by row. */
export interface EquityCurve {
  /** Epoch milliseconds, in order. */
  readonly at: ArrayLike<number>;
  /** Money, above 0. */
  readonly equity: ArrayLike<number>;
}

/** One fall from a peak and the way back. Instants are epoch milliseconds. */
export interface DrawdownRow {
  /** When the peak was last held. */
  readonly peakAt: number;
  /** When the deepest point was reached first. */
  readonly valleyAt: number;
  /** When the peak was reached again; null while it is not. */
  readonly recoveredAt: number | null;
  /** The depth as a fraction of the peak, negative. */
  readonly drawdown: number;
  /** From the peak to the valley, in days of 24 hours. */
  readonly fallDays: number;
  /** From the valley to the recovery; null while there is none. */
  readonly recoveryDays: number | null;
  /** From the peak to the recovery, or to the last row. */
  readonly lengthDays: number;
}

const DAY_MS = 86_400_000;

/**
 * The drawdowns of an equity curve, deepest first, equally deep ones in order of time.
 *
 * A drawdown runs from the last row at a peak to the next row that reaches it. One that the last row is still
 * in has no recovery, also if it began just there. A curve that never falls has none.
 *
 * @param worst How many rows at most; all unless given.
 * @throws RangeError where there are more instants than values, or fewer.
 */
export const drawdownTable = (
  { at, equity }: EquityCurve,
  { worst = Infinity }: { readonly worst?: number } = {},
): DrawdownRow[] => {
  assertPaired(at, equity);
  const curve = depths(equity);
  return periodsOf(curve)
    .map((period) => rowOf(period, curve, at))
    .toSorted((left, right) => left.drawdown - right.drawdown)
    .slice(0, worst);
};

/** The periods of `drawdowns`, and the one that only the last row is in, which is no period there. */
const periodsOf = (curve: Float64Array): Drawdown[] => {
  const found = drawdowns(curve);
  const to = curve.length - 1;
  const depth = curve[to] ?? 0;
  return depth > 0 && found.at(-1)?.to !== to ? [...found, { from: to - 1, to, depth }] : found;
};

const rowOf = ({ from, to, depth }: Drawdown, curve: Float64Array, at: ArrayLike<number>): DrawdownRow => {
  const timeOf = (row: number): number => at[row] ?? Number.NaN;
  const [peakAt, valleyAt, endAt] = [timeOf(from), timeOf(curve.indexOf(depth, from)), timeOf(to)];
  const isOver = curve[to] === 0;
  return {
    peakAt,
    valleyAt,
    recoveredAt: isOver ? endAt : null,
    drawdown: -depth,
    fallDays: (valleyAt - peakAt) / DAY_MS,
    recoveryDays: isOver ? (endAt - valleyAt) / DAY_MS : null,
    lengthDays: (endAt - peakAt) / DAY_MS,
  };
};
