import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, submit } from 'millrace';
import { backtestOn, bar } from 'millrace/testing';
import { EMPTY, mergeMap, of } from 'rxjs';
import { z } from 'zod';
import { usShare } from '../../src/domain/instrument.js';
import type { EntryOf } from '../../src/domain/journal.js';

const nyse = (symbol: string) => ({ ...usShare(symbol), calendar: 'XNYS', timeZone: 'America/New_York' });

/** An entry with a stop at 90 before the close at 21:00; the price falls through the stop an hour later. */
const fillsOf = async (outsideRth: boolean) => {
  const pipeline = definePipeline({
    name: 'late',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '30m' }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        mergeMap((_, index) => {
          if (index > 0) return EMPTY;
          const bracket = { stopLoss: { stopPrice: 90 }, outsideRth, timeInForce: 'gtc' } as const;
          return of(
            submit({ key: 'in', symbol: 'X', side: 'buy', quantity: 10, because: 'test', ...bracket }),
          );
        }),
      ),
  });
  const half = (start: string, open: number, close = open) =>
    bar({ symbol: 'X', every: '30m', start, open, close, high: open, low: close });
  const events = [
    half('2024-01-02T20:00:00Z', 100),
    half('2024-01-02T20:30:00Z', 100),
    half('2024-01-02T21:00:00Z', 95),
    half('2024-01-02T21:30:00Z', 95, 80),
    half('2024-01-02T22:00:00Z', 60),
    half('2024-01-03T14:30:00Z', 50),
  ];
  const { entries } = await backtestOn({ pipeline, params: {}, instrument: nyse, events });
  const fills = entries.filter((entry): entry is EntryOf<'fill'> => entry.kind === 'fill');
  return fills.map(({ at, body }) => `${new Date(at).toISOString().slice(5, 16)} ${body.key}`);
};

describe('the exits of an entry', () => {
  it('work outside the session where their entry does: what it opens there is protected there', async () => {
    expect(await fillsOf(true)).toEqual(['01-02T21:00 in', '01-02T22:00 in/stop-loss']);
  });

  it('wait for the session as their entry does', async () => {
    expect(await fillsOf(false)).toEqual(['01-02T21:00 in', '01-03T15:00 in/stop-loss']);
  });
});
