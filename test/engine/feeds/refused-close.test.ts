import { describe, expect, it } from '@jest/globals';
import { amend, bars, close, definePipeline, type Intent, type OrderEvent, orders, submit } from 'millrace';
import { concatMap, EMPTY, ignoreElements, merge, tap } from 'rxjs';
import { z } from 'zod';
import { minuteBars } from '../minute-bars.js';
import { play } from '../play.js';

const because = 'test';

/** What a pipeline hears of its orders when it says this in the second minute, holding 10. */
const heardAfter = async (...said: readonly Intent[]) => {
  const heard: OrderEvent[] = [];
  const entry = submit({ key: 'in', symbol: 'X', side: 'buy', quantity: 10, because });
  const says = [[entry], said];
  const pipeline = definePipeline({
    name: 'speaker',
    params: z.strictObject({}),
    feeds: () => ({ order$: orders(), bar$: bars({ symbols: ['X'], every: '1m' }) }),
    flow: ({ bar$, order$ }) =>
      merge(
        bar$.pipe(concatMap((_, index) => says[index] ?? EMPTY)),
        order$.pipe(
          tap((event) => heard.push(event)),
          ignoreElements(),
        ),
      ),
  });
  await play({ pipelines: { pipeline }, events: minuteBars('X', [100, 100, 100]) });
  return heard
    .filter(({ key }) => key !== 'in')
    .map(({ key, order, state, code }) => ({ key, order, state, code }));
};

describe('a close that risk refused', () => {
  it('is news of the order that it would have been', async () => {
    const heard = await heardAfter(close({ symbol: 'Y', because }));
    expect(heard).toEqual([{ key: 'close:Y', order: null, state: 'rejected', code: 'POSITION_FLAT' }]);
    const lot = await heardAfter(close({ symbol: 'X', lot: 'none', because }));
    expect(lot).toEqual([{ key: 'close:none', order: null, state: 'rejected', code: 'LOT_UNKNOWN' }]);
  });

  it('has the key that one has which is let through', async () => {
    const out = close({ symbol: 'X', because });
    expect(await heardAfter(out, out)).toEqual([
      { key: 'close:X', order: '1-2', state: 'working', code: null },
      { key: 'close:X', order: null, state: 'rejected', code: 'KEY_TAKEN' },
      { key: 'close:X', order: '1-2', state: 'filled', code: null },
    ]);
  });
});

describe('a change that risk refused', () => {
  it('is no news: its order stands as it stood', async () => {
    const resting = submit({ key: 'low', symbol: 'X', side: 'buy', quantity: 1, limitPrice: 50, because });
    const heard = await heardAfter(resting, amend('low', { quantity: -1, because }));
    expect(heard).toEqual([{ key: 'low', order: '1-2', state: 'working', code: null }]);
  });
});
