import { data } from './data.js';
import { DAY } from './texts.js';

/** @typedef {{ readonly from: number, readonly to: number }} Range */

const times = data.charts[0]?.at ?? [0];
const ends = { from: times[0] ?? 0, to: times[times.length - 1] ?? 0 };

/**
 * All of the run; one bar alone has a day around it.
 * @type {Range}
 */
export const WHOLE = ends.to > ends.from ? ends : { from: ends.from - DAY / 2, to: ends.to + DAY / 2 };

/** @type {((range: Range) => void)[]} */
const listeners = [];
let current = WHOLE;

/** The range of time that all line charts show. */
export const range = () => current;

/**
 * Shows a part of the run, never less than two of its points.
 * @param {number} from
 * @param {number} to
 */
export const look = (from, to) => {
  const least = ((WHOLE.to - WHOLE.from) / Math.max(1, times.length - 1)) * 2;
  const middle = (from + to) / 2;
  const half = Math.max(to - from, least) / 2;
  const next = { from: Math.max(WHOLE.from, middle - half), to: Math.min(WHOLE.to, middle + half) };
  current = next.from <= WHOLE.from && next.to >= WHOLE.to ? WHOLE : next;
  for (const listener of listeners) listener(current);
};

/** Shows all of the run. */
export const lookAtWhole = () => look(WHOLE.from, WHOLE.to);

/**
 * Looks closer (a factor below 1) or farther around an instant.
 * @param {number} factor
 * @param {number} [around]
 */
export const zoom = (factor, around = (current.from + current.to) / 2) =>
  look(around - (around - current.from) * factor, around + (current.to - around) * factor);

/**
 * Hears of every change of range.
 * @param {(range: Range) => void} listener
 */
export const onLook = (listener) => void listeners.push(listener);
