import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, submit } from 'millrace';
import { map, merge } from 'rxjs';
import { z } from 'zod';
import { quote } from '../../../src/testing/quote.js';
import { minute } from '../minute-bars.js';
import { play } from '../play.js';

describe('two feeds of one length (bid and ask)', () => {
  const events = Array.from({ length: 12 }, (_, index) =>
    quote({ symbol: 'X', at: minute(index) + 1, bid: 100 + index, ask: 101 + index }),
  );
  const bothSides = definePipeline({
    name: 'both-sides',
    params: z.strictObject({}),
    warmup: () => ({ bars: 4 }),
    feeds: () => ({
      bid$: bars({ symbols: ['X'], every: '1m', price: 'bid' }),
      ask$: bars({ symbols: ['X'], every: '1m', price: 'ask' }),
    }),
    flow: ({ bid$, ask$ }) =>
      merge(bid$, ask$).pipe(
        map(({ at, close }) =>
          submit({ key: `${at} ${close}`, symbol: 'X', side: 'buy', quantity: 1, because: 'a bar' }),
        ),
      ),
  });

  it('are one bar for the warm-up, and one for the numbers of the bars', async () => {
    const { all } = await play({ pipelines: { bothSides }, events });
    const spoken = all('intent').filter(({ body }) => !body.warming);
    expect(spoken[0]?.at).toBe(minute(5));
    const numbered = all('fill').map(({ at, body }) => [at, body.bar]);
    expect(numbered.length).toBeGreaterThan(2);
    // The quote after the n-th minute stands in bar n, counted from 0.
    for (const [at, number] of numbered) expect(number).toBe(Math.floor(((at ?? 0) - minute(0)) / 60_000));
  });
});
