const MINUTE_MS = 60_000;

/** The end of the minute that an instant (epoch milliseconds) lies in; what begins a minute is in it. */
export const endOfMinute = (at: number): number => (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;
