import type { Unit } from './statistic-labels.js';

/** From here on digits mislead: a day's luck made a year of it. */
const HUGE = 1e9;
const grouped = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A number as people read it: `51,422.99`, `414.23 %`, `584 days`, `5 hours`; a dash where there is none. */
export const numberText = (value: number | null, unit: Unit): string => {
  if (value === null) return '–';
  if (unit === 'count') return whole.format(value);
  if (unit === 'days') return durationText(value);
  const text = Math.abs(value) >= HUGE ? value.toExponential(2) : grouped.format(value);
  // What rounds to nothing has no sign.
  const unsigned = text === '-0.00' ? '0.00' : text;
  return unit === 'percent' ? `${unsigned} %` : unsigned;
};

const durationText = (days: number): string => {
  const size = Math.abs(days);
  if (size >= 1 || size === 0) return counted(days, 'day');
  return size * 24 >= 1 ? counted(days * 24, 'hour') : counted(days * 1440, 'minute');
};

const counted = (count: number, noun: string): string => {
  const text = String(Math.round(count * 10) / 10);
  return `${text} ${noun}${Math.abs(Number(text)) === 1 ? '' : 's'}`;
};
