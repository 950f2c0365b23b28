/** A day in milliseconds. */
export const DAY = 86_400_000;

/**
 * A number with so many decimals, thousands apart, with a true minus.
 * @param {number} value
 * @param {number} digits
 */
export const number = (value, digits) =>
  value
    .toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace('-', '−');

/**
 * A price: eight digits, because what a mean of several fills adds beyond them is none.
 * @param {number} value
 */
export const priceText = (value) => String(Number(value.toPrecision(8)));

/**
 * A value of a chart as it is read.
 * @param {number | null | undefined} value
 * @param {'money' | 'percent' | 'ratio'} unit
 */
export const valueText = (value, unit) => {
  if (value === null || value === undefined) return '–';
  return unit === 'percent' ? `${number(value, 2)} %` : number(value, 2);
};

/**
 * An instant as a date, with the time of day unless it is midnight; UTC.
 * @param {number} at
 */
export const dateText = (at) => {
  const text = new Date(at).toISOString();
  return at % DAY === 0 ? text.slice(0, 10) : text.slice(0, at % 60_000 === 0 ? 16 : 19).replace('T', ' ');
};
