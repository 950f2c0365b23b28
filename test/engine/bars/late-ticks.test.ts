import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { map } from 'rxjs';
import { z } from 'zod';
import type { Entry, EntryOf } from '../../../src/domain/journal.js';
import type { Trade } from '../../../src/domain/market-event.js';
import { bars, definePipeline, submit } from '../../../src/index.js';
import { backtestOn, trade } from '../../../src/testing/index.js';

/** Says every bar it hears, as a key of an order: `open-high-low-close@start`. */
const echo = definePipeline({
  name: 'echo',
  params: z.strictObject({}),
  feeds: () => ({ bar$: bars({ symbols: ['SPY'], every: '1m' }) }),
  flow: ({ bar$ }) =>
    bar$.pipe(
      map(({ open, close, start }) =>
        submit({
          symbol: 'SPY',
          key: `${start}`,
          side: 'buy',
          quantity: 1,
          limitPrice: 1,
          because: `${open}-${close}`,
        }),
      ),
    ),
});

const heard = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(({ kind, body }) =>
    kind === 'intent' && 'intent' in body && body.intent.kind === 'submit'
      ? [`${body.intent.key}: ${body.intent.because}`]
      : [],
  );

const lates = (entries: readonly Entry[]): readonly EntryOf<'late'>[] =>
  entries.filter((entry): entry is EntryOf<'late'> => entry.kind === 'late');

const S = 1_000;

describe('a tick that comes when its bar is over', () => {
  it('is journaled and in no bar', async () => {
    const events = [
      trade({ at: 10 * S, price: 100 }),
      trade({ at: 70 * S, price: 101 }),
      trade({ at: 80 * S, happenedAt: 20 * S, price: 999 }),
      trade({ at: 130 * S, price: 102 }),
    ];
    const { entries } = await backtestOn({ pipeline: echo, params: {}, events });
    expect(heard(entries)).toEqual(['0: 100-100', '60000: 101-101']);
    expect(lates(entries)).toMatchObject([
      {
        at: 80 * S,
        symbol: 'SPY',
        body: { stream: 'trade', happenedAt: 20 * S },
        causes: [{ row: { symbol: 'SPY', kind: 'trade', at: 80 * S, n: 3 } }],
      },
    ]);
  });

  it('makes a bar of its own where none was heard, and the next one begins at that very instant', async () => {
    const events = [
      trade({ at: 70 * S, happenedAt: 10 * S, price: 100 }),
      trade({ at: 70 * S, happenedAt: 11 * S, price: 90 }),
      trade({ at: 70 * S, price: 101 }),
      trade({ at: 70 * S, happenedAt: 12 * S, price: 999 }),
      trade({ at: 130 * S, price: 102 }),
    ];
    const { entries } = await backtestOn({ pipeline: echo, params: {}, events });
    expect(heard(entries)).toEqual(['0: 100-90', '60000: 101-101']);
    expect(lates(entries)).toHaveLength(1);
  });

  it("is in the bar of its stamp where a venue's clock runs ahead", async () => {
    const events = [trade({ at: 59 * S, happenedAt: 61 * S, price: 100 }), trade({ at: 130 * S })];
    const { entries } = await backtestOn({ pipeline: echo, params: {}, events });
    expect(heard(entries)).toEqual(['0: 100-100']);
    expect(lates(entries)).toEqual([]);
  });

  it('is in exactly one bar or one entry, whatever the order and the delay', async () => {
    const arrival = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -10, max: 150 }));
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { minLength: 2, maxLength: 30 }), async (arrivals) => {
        let at = 600 * S;
        const events = arrivals.map(([afterS, delayS], index): Trade => {
          at += afterS * S;
          return trade({ at, happenedAt: at - delayS * S, price: 100 + index, size: 1 });
        });
        const end = trade({ at: at + 600 * S, price: 1, size: 0 });
        const counted = definePipeline({
          ...echo,
          name: 'counted',
          flow: ({ bar$ }) =>
            bar$.pipe(
              map(({ volume, start }) =>
                submit({
                  symbol: 'SPY',
                  key: `${start}`,
                  side: 'buy',
                  quantity: 1,
                  limitPrice: 1,
                  because: String(volume),
                }),
              ),
            ),
        });
        const { entries, failures } = await backtestOn({
          pipeline: counted,
          params: {},
          events: [...events, end],
        });
        expect(failures).toEqual([]);
        const volumes = heard(entries).map((text) => Number(text.split(': ')[1]));
        const inBars = volumes.reduce((sum, volume) => sum + volume, 0);
        expect(inBars + lates(entries).length).toBe(events.length);
      }),
      { numRuns: 60 },
    );
  });
});
