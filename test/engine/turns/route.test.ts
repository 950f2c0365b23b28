import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, quotes, target, trades } from 'millrace';
import { backtestOn, bar, eventsSource, quote, trade } from 'millrace/testing';
import { ignoreElements, map, merge, tap } from 'rxjs';
import { z } from 'zod';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import type { Source } from '../../../src/sources/source.js';
import { withBatches } from '../rows/batches-of.js';

const at = Date.UTC(2024, 0, 2);
const events: readonly MarketEvent[] = [
  quote({ at, happenedAt: at }),
  trade({ at, happenedAt: at }),
  bar({ start: at, at: at + 86_400_000 }),
];

/** Events as readers make them: nobody has frozen them. */
const asRead = (): MarketEvent[] => events.map((event) => ({ ...event }));

const sources: Readonly<Record<string, () => Source>> = {
  'rows one by one': () => ({
    ...eventsSource(events),
    // eslint-disable-next-line @typescript-eslint/require-await -- it has it all already
    rows: async function* () {
      yield asRead();
    },
  }),
  'columns of a tape': () => withBatches(eventsSource(events), asRead(), 2),
};

describe('an event that a pipeline hears', () => {
  it.each(Object.keys(sources))('is frozen, out of %s', async (name) => {
    const heard: MarketEvent[] = [];
    const listening = definePipeline({
      name: 'listening',
      params: z.strictObject({}),
      feeds: () => ({
        quote$: quotes({ symbols: ['SPY'] }),
        trade$: trades({ symbols: ['SPY'] }),
        bar$: bars({ symbols: ['SPY'], every: '1d' }),
      }),
      flow: ({ quote$, trade$, bar$ }) =>
        merge(quote$, trade$, bar$).pipe(
          tap((event) => heard.push(event)),
          ignoreElements(),
          map(() => target({ symbol: 'SPY', quantity: 0, because: 'never' })),
        ),
    });
    const source = sources[name]?.() ?? eventsSource([]);
    const { failures } = await backtestOn({ pipeline: listening, params: {}, events: source });
    expect(failures).toEqual([]);
    expect(heard.map(({ kind }) => kind)).toEqual(['quote', 'trade', 'bar']);
    expect(heard.map((event) => Object.isFrozen(event))).toEqual([true, true, true]);
  });
});
