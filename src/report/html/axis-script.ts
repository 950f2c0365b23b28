/**
 * The part of a report's script that chooses the labels of axes and writes numbers and times.
 *
 * It runs in the reader's browser, so it is text here; nothing in it reads anything but its arguments.
 */
export const axisScript = `
const DAY = 86400000;
const number = (value, digits) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Eight digits: what a mean of several fills adds beyond them is no price. */
const priceText = (value) => String(Number(value.toPrecision(8)));

/** Round values between two bounds, about as many as asked for. */
const valueTicks = (low, high, count) => {
  const raw = (high - low) / count || 1;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 2.5, 5, 10].map((unit) => unit * power).find((unit) => unit >= raw);
  const ticks = [];
  for (let n = Math.ceil(low / step); n * step <= high; n += 1) ticks.push(n * step);
  const digits = Math.max(
    0,
    Math.min(8, -Math.floor(Math.log10(step) + 1e-9) + (step / power === 2.5 ? 1 : 0)),
  );
  return ticks.map((value) => ({ value, text: number(value, digits) }));
};

const STEPS = [
  1000,
  5000,
  15000,
  60000,
  300000,
  900000,
  3600000,
  10800000,
  21600000,
  43200000,
  DAY,
  2 * DAY,
  7 * DAY,
];

/** Round instants between two bounds: seconds to weeks, then months, then years. */
const timeTicks = (from, to, count) => {
  const raw = (to - from) / count;
  const step = STEPS.find((unit) => unit >= raw);
  if (step === undefined) return monthTicks(from, to, raw);
  const ticks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  const text =
    step >= DAY
      ? (at) => dateText(at).slice(0, 10)
      : (at) => new Date(at).toISOString().slice(11, step < 60000 ? 19 : 16);
  return ticks.map((at) => ({
    at,
    text: step < DAY && at % DAY === 0 ? dateText(at).slice(5, 10) : text(at),
  }));
};

const monthTicks = (from, to, raw) => {
  const months = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240].find((count) => count * 30.4 * DAY >= raw) || 600;
  const start = new Date(from);
  const ticks = [];
  let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
  for (; ; month += months) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, text: new Date(at).toISOString().slice(0, months % 12 === 0 ? 4 : 7) });
  }
};

/** An instant as a date, with the time of day unless it is midnight; UTC. */
const dateText = (at) => {
  const text = new Date(at).toISOString();
  return at % DAY === 0 ? text.slice(0, 10) : text.slice(0, at % 60000 === 0 ? 16 : 19).replace('T', ' ');
};

/** The index of the last point not after an instant, or the first one. */
const indexAt = (times, at) => {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (times[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
};
`;
