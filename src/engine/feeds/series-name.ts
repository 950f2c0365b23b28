import type { MarketEvent } from '../../domain/market-event.js';

/** The stream a row belongs to: `bar:1d`, `quote`, `trade`, `status`, `action`, `event:NAME`. */
export const seriesOf = (event: MarketEvent): string => {
  if (event.kind === 'bar') return `bar:${event.every}`;
  return event.kind === 'event' ? `event:${event.name}` : event.kind;
};

/** The place of one symbol's stream in a table. */
export const streamKey = (series: string, symbol: string): string => `${series}\n${symbol}`;
