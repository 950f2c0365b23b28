import type { MarketEvent } from '../domain/market-event.js';

/** What of an event is no number, as JSON; null where all of it is. */
export const eventData = (event: MarketEvent): string | null => {
  if (event.kind === 'event') return JSON.stringify(event.data ?? null);
  if (event.kind === 'status') return JSON.stringify({ state: event.state, detail: event.detail });
  return event.kind === 'action' ? JSON.stringify({ action: event.action, value: event.value }) : null;
};
