import type { MarketEvent } from '../domain/market-event.js';

/** One stream of a tape: what every row of it has in common. */
export interface Stream {
  /** Empty for events that belong to no symbol. */
  readonly symbol: string;
  readonly kind: MarketEvent['kind'];
  /** The length of bars. */
  readonly every?: string;
  /** The name of events. */
  readonly name?: string;
}

/** One text for each stream. */
export const streamKey = ({ kind, symbol, every = '', name = '' }: Stream): string =>
  `${kind}\n${every}\n${name}\n${symbol}`;

/** The stream that an event belongs to. */
export const streamOf = (event: MarketEvent): Stream => {
  const { kind, symbol } = event;
  if (kind === 'bar') return { symbol, kind, every: event.every };
  return kind === 'event' ? { symbol, kind, name: event.name } : { symbol, kind };
};
