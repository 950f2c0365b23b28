import { describe, expect, it } from '@jest/globals';
import { backtestOn } from 'millrace/testing';
import type { EntryOf } from '../../src/domain/journal.js';
import type { Quote } from '../../src/domain/market-event.js';
import hold from './hold.js';

const NINE_THIRTY = Date.parse('2013-10-08T13:30:00Z');

/** Every half minute a quote of SPY whose middle is a little higher, its sides a point apart. */
const quotes = Array.from({ length: 7 }, (_, n): Quote => {
  const at = NINE_THIRTY + 15_000 + n * 30_000;
  return {
    kind: 'quote',
    symbol: 'SPY',
    at,
    happenedAt: at,
    bid: 142 + n,
    ask: 143 + n,
    bidSize: null,
    askSize: null,
  };
});

describe('LEAN’s rules on minutes made of quotes', () => {
  it('size by the close, fill at the ask of that very close, and tell of it with the next bar', async () => {
    const { entries } = await backtestOn({
      pipeline: hold,
      params: { symbol: 'SPY', every: '1m' },
      events: quotes,
      rules: 'lean',
      instrument: (symbol) => ({ ...spy, symbol }),
    });
    const [fill, ...others] = entries.filter((entry): entry is EntryOf<'fill'> => entry.kind === 'fill');
    expect(others).toEqual([]);
    // The first minute holds the quotes 142/143 and 143/144; its middle closes at 143.5, its ask at 144.
    expect(fill?.body).toMatchObject({ price: 144, happenedAt: NINE_THIRTY + 60_000, bar: 0 });
    // 99,750 / 143.5 is 695.1; with a fee of 3.475 still 695.
    expect(fill?.body).toMatchObject({ quantity: 695, commission: 3.475 });
    expect(fill?.at).toBe(NINE_THIRTY + 120_000);
  });
});

const spy = {
  assetClass: 'etf',
  venue: null,
  currency: 'USD',
  multiplier: 1,
  tickSize: 0.01,
  lotSize: 1,
  minQuantity: 1,
  calendar: 'XNYS',
  timeZone: 'America/New_York',
  margin: null,
  settlement: 'cash',
} as const;
