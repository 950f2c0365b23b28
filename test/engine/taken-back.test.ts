import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, type Intent, orders, submit } from 'millrace';
import { backtestOn } from 'millrace/testing';
import { filter, from, ignoreElements, merge, mergeMap, tap } from 'rxjs';
import { z } from 'zod';
import type { EntryKind, EntryOf } from '../../src/domain/journal.js';
import { minute, minuteBars } from './minute-bars.js';

const gtc = { symbol: 'X', timeInForce: 'gtc', because: 'test' } as const;
const entry = submit({ ...gtc, key: 'in', side: 'buy', quantity: 10, stopLoss: { stopPrice: 60 } });
const more = submit({ ...gtc, key: 'more', side: 'buy', quantity: 10, limitPrice: 75 });
const exit = (key: string) => submit({ ...gtc, key, side: 'sell', quantity: 10, limitPrice: 200 });

/** Says the intents of a minute, and fails at the minute without any if there is one. */
const saying = (says: Readonly<Record<number, readonly Intent[] | 'fail'>>, heard: string[] = []) =>
  definePipeline({
    name: 'saying',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), order$: orders() }),
    flow: ({ bar$, order$ }) =>
      merge(
        bar$.pipe(
          mergeMap((_, index) => {
            const said = says[index + 1] ?? [];
            if (said === 'fail') throw new Error('gone');
            return from(said);
          }),
        ),
        order$.pipe(
          filter(({ state }) => state === 'cancelled'),
          tap(({ key, at }) => heard.push(`${key} at minute ${(at - minute(0)) / 60_000}`)),
          ignoreElements(),
        ),
      ),
  });

/** A run over one price a minute: what is asked for, its entries by kind, and the keys that filled. */
const run = async (pipeline: ReturnType<typeof saying>, prices: readonly number[], risk = {}) => {
  const events = minuteBars('X', prices);
  const { entries } = await backtestOn({ pipeline, params: {}, events, risk, broker: { cash: 2_000 } });
  const all = <K extends EntryKind>(kind: K) => entries.filter((one): one is EntryOf<K> => one.kind === kind);
  return { all, filled: all('fill').map(({ body }) => body.key) };
};

describe('when a loss limit is reached', () => {
  const limits = { maxDrawdownPct: 5 };
  const says = { 1: [entry], 2: [more, exit('out')] };

  it('takes back what could add risk and leaves what protects', async () => {
    const heard: string[] = [];
    const { filled, all } = await run(saying(says, heard), [100, 100, 80, 70, 50], limits);
    expect(all('latch').map(({ at }) => at)).toEqual([minute(3)]);
    expect(filled).toEqual(['in', 'in/stop-loss']);
    // The stop may close all that is held: a plain exit that filled beside it would open a short position.
    expect(heard.slice(0, 2)).toEqual(['more at minute 3', 'out at minute 3']);
  });

  it('names the limit as the cause, and the row that reached it as the cause of that', async () => {
    const { all } = await run(saying(says), [100, 100, 80, 70], limits);
    const [latch] = all('latch');
    expect(latch?.causes).toEqual([{ row: { symbol: 'X', kind: 'bar:1m', at: minute(3), n: 3 } }]);
    const taken = all('command').filter(({ body }) => body.command.kind === 'cancel');
    expect(taken.map(({ causes }) => causes)).toEqual([
      [{ entry: latch?.serial }],
      [{ entry: latch?.serial }],
    ]);
  });
});

describe('when a pipeline fails', () => {
  it('has its entries taken back, keeps its exits, and hears of neither', async () => {
    const heard: string[] = [];
    const pipeline = saying({ 1: [entry], 2: [more], 3: 'fail' }, heard);
    const { filled, all } = await run(pipeline, [100, 100, 90, 70, 50]);
    expect(all('halt').map(({ at, body }) => [at, body.positions])).toEqual([
      [minute(3), [{ symbol: 'X', quantity: 10 }]],
    ]);
    expect(filled).toEqual(['in']);
    const keyOf = (id: string) =>
      all('command').flatMap(({ body: { command } }) =>
        command.kind === 'place' ? [command.order, ...command.children].filter((one) => one.id === id) : [],
      )[0]?.key;
    expect(all('unfilled').map(({ body }) => keyOf(body.order))).toEqual(['in/stop-loss']);
    expect(heard).toEqual([]);
    const [taken] = all('command').filter(({ body }) => body.command.kind === 'cancel');
    expect(taken?.causes).toEqual([{ entry: all('halt')[0]?.serial }]);
  });
});
