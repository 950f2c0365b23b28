/** The header of daily bars. */
export const BARS = 'date,open,high,low,close,volume';

/** The n-th day from 2020-01-01 on. */
export const day = (index: number): string =>
  new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);

/** A close that swings, so that averages cross: 100 plus a triangle of 24 days. */
const closeOn = (index: number): number => 100 + Math.abs((index % 24) - 12);

/** Daily bars as a csv; row n stands on line n + 2. Some of its rows may be replaced. */
export const dailyBars = (rows: number, replaced: Readonly<Record<number, string>> = {}): string => {
  const lines = Array.from({ length: rows }, (_, index) => {
    const close = closeOn(index);
    return replaced[index] ?? `${day(index)},${close},${close + 1},${close - 1},${close},100000`;
  });
  return `${[BARS, ...lines].join('\n')}\n`;
};
