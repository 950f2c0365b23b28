import { describe, expect, it } from '@jest/globals';
import {
  bars,
  definePipeline,
  type FillEvent,
  fills,
  type Intent,
  type OrderEvent,
  orders,
  type PositionEvent,
  position,
  submit,
} from 'millrace';
import { concatMap, EMPTY, ignoreElements, merge, tap } from 'rxjs';
import { z } from 'zod';
import { minute, minuteBars } from '../minute-bars.js';
import { play } from '../play.js';
import { scripted } from '../scripted-broker.js';

/** What a pipeline hears of its own orders. */
const heardBy = async (
  says: Readonly<Record<number, readonly Intent[]>>,
  prices: readonly number[],
  rules = scripted(),
) => {
  const heard: (OrderEvent | FillEvent | PositionEvent)[] = [];
  const speaker = definePipeline({
    name: 'speaker',
    params: z.strictObject({}),
    feeds: () => ({
      position$: position(),
      fill$: fills(),
      order$: orders(),
      bar$: bars({ symbols: ['X', 'Y'], every: '1m' }),
    }),
    flow: ({ bar$, order$, fill$, position$ }) =>
      merge(
        bar$.pipe(
          concatMap(({ symbol, at }) =>
            symbol === 'X' ? (says[(at - minute(0)) / 60_000] ?? EMPTY) : EMPTY,
          ),
        ),
        merge(order$, fill$, position$).pipe(
          tap((event) => heard.push(event)),
          ignoreElements(),
        ),
      ),
  });
  const silent = definePipeline({
    name: 'silent',
    params: z.strictObject({}),
    feeds: () => ({ order$: orders(), fill$: fills(), position$: position() }),
    flow: ({ order$, fill$, position$ }) =>
      merge(order$, fill$, position$).pipe(
        tap(() => {
          throw new Error('these are not mine');
        }),
        ignoreElements(),
      ),
  });
  const events = [...minuteBars('X', prices), ...minuteBars('Y', prices)];
  const { outcome, all } = await play({ pipelines: { speaker, silent }, events, rules });
  expect(outcome.failures).toEqual([]);
  return { heard, all };
};

const order = (key: string, side: 'buy' | 'sell', quantity: number): Intent =>
  submit({ key, symbol: 'X', side, quantity, because: `why ${key}` });

describe('own events', () => {
  it('tell of an order, its fill and what is held then, in that order whatever the order of the feeds', async () => {
    const { heard, all } = await heardBy({ 1: [order('a', 'buy', 10)] }, [100, 101]);
    const [fill] = all('fill');
    expect(heard).toEqual([
      {
        kind: 'order',
        at: minute(1),
        symbol: 'X',
        order: '1-1',
        key: 'a',
        state: 'working',
        code: null,
        facts: {},
      },
      {
        kind: 'order',
        at: minute(2),
        symbol: 'X',
        order: '1-1',
        key: 'a',
        state: 'filled',
        code: null,
        facts: { quantity: 10, price: 101 },
      },
      {
        kind: 'fill',
        at: minute(2),
        happenedAt: minute(2),
        symbol: 'X',
        order: '1-1',
        key: 'a',
        side: 'buy',
        quantity: 10,
        price: 101,
        commission: 0,
        lot: String(fill?.serial),
        because: 'why a',
      },
      {
        kind: 'position',
        at: minute(2),
        symbol: 'X',
        quantity: 10,
        averagePrice: 101,
        lots: [{ lot: String(fill?.serial), quantity: 10, entryPrice: 101 }],
      },
    ]);
    expect(heard.every((event) => Object.isFrozen(event))).toBe(true);
  });

  it('average what is held over its lots, and know no price of nothing', async () => {
    const { heard } = await heardBy(
      {
        1: [order('a', 'buy', 1)],
        2: [order('b', 'buy', 3)],
        3: [order('c', 'sell', 2)],
        4: [order('d', 'sell', 2)],
      },
      [100, 100, 200, 300, 300],
    );
    const positions = heard.filter((event) => event.kind === 'position');
    expect(positions.map(({ quantity, averagePrice }) => [quantity, averagePrice])).toEqual([
      [1, 100],
      [4, 175],
      // The oldest went first: one of 100 and one of 200.
      [2, 200],
      [0, null],
    ]);
  });

  it('name the lot that a fill opened, and none where it netted', async () => {
    const { heard } = await heardBy(
      { 1: [order('a', 'buy', 2)], 2: [order('b', 'sell', 2)] },
      [100, 100, 100],
    );
    expect(heard.flatMap((event) => (event.kind === 'fill' ? [event.lot === null] : []))).toEqual([
      false,
      true,
    ]);
  });

  it('add parts of a unit up without noise', async () => {
    const { heard } = await heardBy({ 1: [order('a', 'buy', 0.1), order('b', 'buy', 0.2)] }, [100, 100]);
    expect(heard.flatMap((event) => (event.kind === 'position' ? [event.quantity] : []))).toEqual([0.1, 0.3]);
  });

  it('tell of parts, with the order still alive', async () => {
    const { heard } = await heardBy(
      { 1: [order('a', 'buy', 10)] },
      [100, 100, 100],
      scripted({
        meet: (event, broker) =>
          broker.orders().map(({ id }) => broker.filled(id, { price: 100, at: event.at, quantity: 5 })),
      }),
    );
    expect(heard.flatMap((event) => (event.kind === 'order' ? [event.state] : []))).toEqual([
      'working',
      'partial',
      'filled',
    ]);
  });

  it('tell why an order ended', async () => {
    const { heard } = await heardBy(
      { 1: [order('a', 'buy', 10)] },
      [100, 100],
      scripted({
        accept: (command, broker) =>
          command.kind === 'place' ? [broker.said(command.order.id, 'rejected', 'BUYING_POWER_SHORT')] : [],
      }),
    );
    expect(heard).toMatchObject([{ kind: 'order', key: 'a', state: 'rejected', code: 'BUYING_POWER_SHORT' }]);
  });
});
