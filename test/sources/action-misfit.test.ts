import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, target } from 'millrace';
import { action, backtestOn, bar, quote, trade } from 'millrace/testing';
import { map } from 'rxjs';
import { z } from 'zod';
import { usShare } from '../../src/domain/instrument.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { openSource } from '../../src/sources/open-source.js';
import type { Source } from '../../src/sources/source.js';
import { written } from '../tape/written.js';
import { scratchFolder } from './source-fixture.js';

const write = scratchFolder();
const DAY_MS = 86_400_000;
const holds = definePipeline({
  name: 'holds',
  params: z.strictObject({}),
  feeds: () => ({ bar$: bars({ symbols: ['SPY'], every: '1d' }) }),
  flow: ({ bar$ }) => bar$.pipe(map(({ symbol }) => target({ symbol, quantity: 1, because: 'always' }))),
});

/** The same price on two days, in some form. */
const FORMS: Readonly<Record<string, (at: number, price: number) => MarketEvent>> = {
  bars: (at, price) =>
    bar({ symbol: 'SPY', every: '1d', start: at, open: price, high: price, low: price, close: price }),
  trades: (at, price) => trade({ symbol: 'SPY', at: at + 1, happenedAt: at + 1, price }),
  quotes: (at, price) =>
    quote({ symbol: 'SPY', at: at + 1, happenedAt: at + 1, bid: price - 1, ask: price + 1 }),
};
const told = (form: string, after: number, wish: Parameters<typeof action>[0]): readonly MarketEvent[] => {
  const priced = FORMS[form];
  if (!priced) throw new Error(`no form ${form}`);
  const split = action({ symbol: 'SPY', at: DAY_MS + 0.001, happenedAt: DAY_MS, ...wish });
  return [priced(0, 100), split, priced(DAY_MS, after), priced(2 * DAY_MS, after)];
};

/** A tape that somebody else has written. */
const taped = async (events: readonly MarketEvent[]): Promise<Source> => {
  const path = write('other.tape', '');
  await written(path, events);
  return openSource(`tape:${path}`, { instrument: usShare });
};
const run = (source: Source): Promise<unknown> => backtestOn({ pipeline: holds, params: {}, events: source });

describe.each(Object.keys(FORMS))('splits and dividends beside %s that do not show them', (form) => {
  it.each([
    ['a split after which prices stand still', 100, { value: 2 }, 'split of 2'],
    ['a dividend as large as the price', 100, { action: 'dividend', value: 100 }, 'dividend of 100'],
  ] as const)('are refused, whoever wrote the tape: %s', async (_what, after, wish, says) => {
    const events = told(form, after, wish);
    await expect(run(await taped(events))).rejects.toMatchObject({
      code: 'ACTION_MISFIT',
      message: expect.stringContaining(says),
    });
  });

  it('are booked where they fit', async () => {
    await expect(run(await taped(told(form, 50, { value: 2 })))).resolves.toBeDefined();
  });
});
