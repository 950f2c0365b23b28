import { barFault } from '../../read-row.js';

/** What is wrong with a price; null where nothing is. */
export const priceFault = (name: string, value: number): string | null => {
  if (value > 0) return null;
  if (Number.isNaN(value)) return `${name} is missing`;
  return value === 0 ? `${name} is 0, at which nobody trades` : `${name} is ${value}, a negative price`;
};

/** What is wrong with a bid: there may be none for anything. */
export const bidFault = (name: string, value: number): string | null =>
  value === 0 ? null : priceFault(name, value);

/** What is wrong with a size or a volume, which may be unknown (NaN). */
export const sizeFault = (name: string, value: number): string | null =>
  value < 0 ? `${name} is ${value}, a negative size` : null;

/** What is wrong with the prices of a bar. */
export const ohlcFault = (prices: {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}): string | null => {
  const { open, high, low, close } = prices;
  for (const [name, value] of Object.entries(prices)) {
    const fault = Number.isNaN(value) ? priceFault(name, value) : null;
    if (fault !== null) return fault;
  }
  return low > 0 && low <= open && low <= close && high >= open && high >= close ? null : barFault(prices);
};

/** How far a record's own time may lie before the time of what happened. */
const AHEAD_MS = 86_400_000;

/** What is wrong with a time: nothing happens long after it was written down. */
export const timeFault = (at: number, timestamp: number): string | null => {
  if (Number.isNaN(at)) return 'its time is missing';
  if (timestamp < 0 || at <= timestamp + AHEAD_MS) return null;
  return 'its time lies more than a day after that of its record: is it of another unit?';
};
