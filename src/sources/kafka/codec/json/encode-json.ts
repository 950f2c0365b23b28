import { isoText } from '../../../../domain/iso-text.js';
import type { MarketEvent } from '../../../../domain/market-event.js';

/**
 * An event as the text of a record: its own fields in their order, times in ISO 8601. What is unknown, and a
 * `happenedAt` that is `at`, is left out.
 */
export const encodeJson = (event: MarketEvent): string => {
  const { kind, symbol, at, ...rest } = event;
  const said: Record<string, unknown> = { kind, symbol, at: isoText(at) };
  for (const [name, value] of Object.entries(rest)) {
    if (name === 'data') said[name] = value ?? null;
    else if (value === null || (name === 'happenedAt' && value === at)) continue;
    else
      said[name] =
        (name === 'happenedAt' || name === 'start') && typeof value === 'number' ? isoText(value) : value;
  }
  return JSON.stringify(said);
};
