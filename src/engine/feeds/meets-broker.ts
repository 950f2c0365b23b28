/**
 * Whether the broker meets the rows of a stream: those that fill orders of its symbol, and the symbol's
 * splits and dividends, which fill nothing and which it books.
 */
export const meetsBroker = (
  matchOn: Readonly<Record<string, string>>,
  series: string,
  symbol: string,
): boolean => (series === 'action' ? Object.hasOwn(matchOn, symbol) : matchOn[symbol] === series);
