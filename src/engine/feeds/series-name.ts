import type { MarketEvent } from '../../domain/market-event.js';

/** The stream a row belongs to: `bar:1d`, `quote`, `trade`, `status`, `action`, `event:NAME`. */
export const seriesOf = (event: MarketEvent): string => {
  if (event.kind === 'bar') return `bar:${event.every}`;
  return event.kind === 'event' ? `event:${event.name}` : event.kind;
};

/** The place of one symbol's stream in a table. */
export const streamKey = (series: string, symbol: string): string => `${series}\n${symbol}`;

/** What a stream is called in a message: `quotes`, `bars of 1m`. */
export const streamText = (series: string): string => {
  const every = /^bar:([^|]+)/.exec(series)?.[1];
  return every === undefined ? `${series}s` : `bars of ${every}`;
};
