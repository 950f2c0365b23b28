import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, submit } from 'millrace';
import { map, take } from 'rxjs';
import { z } from 'zod';
import { minuteBars } from '../engine/minute-bars.js';
import { play } from '../engine/play.js';

describe('the instant at which an order ends', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('is refused where it is %d', async (expiresAt) => {
    const pipeline = definePipeline({
      name: 'ends-never',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          take(1),
          map(() =>
            submit({
              key: 'a',
              symbol: 'X',
              side: 'buy',
              quantity: 1,
              timeInForce: 'gtd',
              expiresAt,
              because: 'a slip',
            }),
          ),
        ),
    });
    const { all } = await play({ pipelines: { pipeline }, events: minuteBars('X', [100, 100]) });
    expect(all('command')).toEqual([]);
    expect(all('refusal').map(({ body }) => [body.code, body.facts['field'], body.facts['value']])).toEqual([
      ['INTENT_INVALID', 'expiresAt', String(expiresAt)],
    ]);
  });
});
