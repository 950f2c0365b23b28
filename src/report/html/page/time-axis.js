import { DAY, number } from './texts.js';

/**
 * Labels of instants that lie so far apart: years, months, days, times of day, each no longer than it must.
 * @param {readonly number[]} instants
 * @param {number} step
 */
export const timeLabels = (instants, step) =>
  instants.map((at, n) => {
    const text = new Date(at).toISOString();
    if (step >= 360 * DAY) return text.slice(0, 4);
    if (step >= 28 * DAY) return text.slice(0, 7);
    if (step >= DAY) return n === 0 ? text.slice(0, 10) : text.slice(5, 10);
    if (at % DAY === 0) return text.slice(5, 10);
    return text.slice(11, step < 60_000 ? 19 : 16);
  });

/**
 * Labels of values that lie so far apart: as many decimals as tell them apart.
 * @param {readonly number[]} values
 */
export const valueLabels = (values) => {
  const step = Math.abs((values[1] ?? 1) - (values[0] ?? 0)) || 1;
  const digits = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));
  // Of 2.5 and 0.25 the last digit is needed too.
  const more = Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) > 1e-6 ? 1 : 0;
  return values.map((value) => number(value, digits + more));
};
