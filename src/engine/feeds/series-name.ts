import type { MarketEvent } from '../../domain/market-event.js';
import type { Series } from '../../sources/source.js';

/** What names a stream: a row of it, or what a source says of it. */
type Named = Pick<Series, 'kind' | 'every' | 'name'> | MarketEvent;

/** The stream that something belongs to: `bar:1d`, `quote`, `trade`, `status`, `action`, `event:NAME`. */
export const seriesOf = (named: Named): string => {
  if (named.kind === 'bar') return `bar:${named.every ?? ''}`;
  return named.kind === 'event' ? `event:${named.name ?? ''}` : named.kind;
};

/** The place of one symbol's stream in a table. */
export const streamKey = (series: string, symbol: string): string => `${series}\n${symbol}`;

/** What a stream is called in a message: `quotes`, `bars of 1m`. */
export const streamText = (series: string): string => {
  const every = /^bar:([^|]+)/.exec(series)?.[1];
  return every === undefined ? `${series}s` : `bars of ${every}`;
};
