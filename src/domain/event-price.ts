import type { MarketEvent } from './market-event.js';

/** What a unit costs as of an event: a bar's close, a quote's middle; undefined where it does not say. */
export const eventPrice = (event: MarketEvent): number | undefined => {
  if (event.kind === 'bar') return event.close;
  if (event.kind === 'trade') return event.price;
  return event.kind === 'quote' ? (event.bid + event.ask) / 2 : undefined;
};
