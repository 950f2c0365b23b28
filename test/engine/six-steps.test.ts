import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, fills, type Intent, orders, position, quotes, submit, target } from 'millrace';
import { bar, quote, trade } from 'millrace/testing';
import { concatMap, EMPTY, filter, ignoreElements, map, merge, mergeMap, of, take, tap, timer } from 'rxjs';
import { z } from 'zod';
import { minute, minuteBars } from './minute-bars.js';
import { play } from './play.js';
import { scripted } from './scripted-broker.js';

const NOTHING = z.strictObject({});

/**
 * A pipeline that writes down what it hears and says what a test puts in its mouth at the n-th bar, from 1.
 */
const listener = (log: (line: string) => void, says: Readonly<Record<number, readonly Intent[]>> = {}) =>
  definePipeline({
    name: 'listener',
    params: NOTHING,
    feeds: () => ({
      bar$: bars({ symbols: ['X'], every: '1m' }),
      order$: orders(),
      fill$: fills(),
      position$: position(),
    }),
    flow: ({ bar$, order$, fill$, position$ }) => {
      const spoken$ = bar$.pipe(
        tap(() => log('hears bar')),
        concatMap((_, index) => says[index + 1] ?? EMPTY),
        tap(({ kind }) => log(`says ${kind}`)),
      );
      const heard$ = merge(
        order$.pipe(tap(({ state }) => log(`hears order ${state}`))),
        fill$.pipe(tap(({ quantity, price }) => log(`hears fill of ${quantity} at ${price}`))),
        position$.pipe(tap(({ quantity }) => log(`hears position ${quantity}`))),
      ).pipe(ignoreElements());
      return merge(spoken$, heard$);
    },
  });

const buy = (key: string, quantity = 1): Intent =>
  submit({ key, symbol: 'X', side: 'buy', quantity, because: key });

describe('one market event', () => {
  it('goes to the broker, is filled, marked and heard, in that order, and is answered after it', async () => {
    const log: string[] = [];
    const write = (line: string): void => void log.push(line);
    await play({
      pipelines: { p: listener(write, { 1: [buy('a')] }) },
      rules: scripted({ log: write }),
      events: minuteBars('X', [10, 11]),
    });
    expect(log).toEqual([
      'broker meets bar of X',
      'hears bar',
      'says submit',
      'broker accepts place a',
      'hears order working',
      'broker settles bar of X',
      'broker meets bar of X',
      'hears order filled',
      'hears fill of 1 at 11',
      'hears position 1',
      'hears bar',
      'broker settles bar of X',
    ]);
  });

  it('gives each fill its turn before the broker is asked for the next one', async () => {
    const log: string[] = [];
    const write = (line: string): void => void log.push(line);
    await play({
      pipelines: { p: listener(write, { 1: [buy('a', 1), buy('b', 2)] }) },
      events: minuteBars('X', [10, 11]),
    });
    expect(log.filter((line) => line.includes('position') || line.includes('fill '))).toEqual([
      'hears fill of 1 at 11',
      'hears position 1',
      'hears fill of 2 at 11',
      'hears position 3',
    ]);
  });

  it('decides what two pipelines say in the order in which they were declared', async () => {
    const log: string[] = [];
    const told = (name: string) => (line: string) => void log.push(`${name} ${line}`);
    await play({
      pipelines: {
        second: listener(told('second'), { 1: [buy('of second')] }),
        first: listener(told('first'), { 1: [buy('of first')] }),
      },
      rules: scripted({ log: (line) => log.push(line) }),
      events: minuteBars('X', [10]),
    });
    expect(log).toEqual([
      'broker meets bar of X',
      // Both hear the event before either is decided: no pipeline sees what another did with it.
      'second hears bar',
      'second says submit',
      'first hears bar',
      'first says submit',
      'broker accepts place of second',
      'broker accepts place of first',
      'second hears order working',
      'first hears order working',
      'broker settles bar of X',
    ]);
  });

  it('marks after the fills and before the pipelines decide, with the price of the event', async () => {
    const sized = definePipeline({
      name: 'sized',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          filter((_, index) => index === 2),
          map(() => target({ symbol: 'X', weight: 1, because: 'all in' })),
        ),
    });
    const { all } = await play({
      pipelines: { p: sized },
      capital: 1_000,
      events: minuteBars('X', [10, 20, 50]),
    });
    // 1000 at the third bar's own close, not at the one before.
    expect(all('approval').map(({ body }) => body.target?.quantity)).toEqual([20]);
  });

  it('lets an order fill from the next row on, never in the row that caused it', async () => {
    const { all } = await play({
      pipelines: { p: listener(() => undefined, { 1: [buy('a')] }) },
      events: minuteBars('X', [10, 11, 12]),
    });
    const [fill] = all('fill');
    expect([all('command')[0]?.at, fill?.at, fill?.body.price]).toEqual([minute(1), minute(2), 11]);
  });

  it('lets an order of one row fill in a later row of the same instant', async () => {
    const twice = definePipeline({
      name: 'twice',
      params: NOTHING,
      feeds: () => ({ quote$: quotes({ symbols: ['X'] }) }),
      flow: ({ quote$ }) =>
        quote$.pipe(
          take(1),
          map(() => buy('a')),
        ),
    });
    const at = minute(1);
    const { all } = await play({
      pipelines: { p: twice },
      events: [quote({ symbol: 'X', at, ask: 10 }), quote({ symbol: 'X', at, ask: 11 })],
    });
    expect(all('fill').map(({ at: filledAt, body }) => [filledAt, body.price])).toEqual([[at, 11]]);
  });

  it('answers a fill in the fill’s own turn, with an order for the next row', async () => {
    const chained = definePipeline({
      name: 'chained',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), fill$: fills() }),
      flow: ({ bar$, fill$ }) =>
        merge(
          bar$.pipe(
            take(1),
            map(() => buy('first')),
          ),
          fill$.pipe(
            take(2),
            map(({ key }) => buy(`after ${key}`)),
          ),
        ),
    });
    const { all, entries } = await play({
      pipelines: { p: chained },
      events: minuteBars('X', [10, 11, 12, 13]),
    });
    expect(all('fill').map(({ at, body }) => [at, body.key])).toEqual([
      [minute(2), 'first'],
      [minute(3), 'after first'],
      [minute(4), 'after after first'],
    ]);
    // The intent names the fill as its cause: cause and effect are different turns.
    const [, second] = all('intent');
    const [cause] = second?.causes ?? [];
    expect(entries.find(({ serial }) => cause && 'entry' in cause && serial === cause.entry)?.kind).toBe(
      'fill',
    );
  });

  it('holds the clock still inside a turn', async () => {
    const seen: number[] = [];
    const watching = definePipeline({
      name: 'watching',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }, { clock }) =>
        bar$.pipe(
          tap(() => seen.push(clock.now())),
          map((event) => event.close),
          tap(() => seen.push(clock.now())),
          ignoreElements(),
        ),
    });
    await play({ pipelines: { p: watching }, events: minuteBars('X', [10, 11]) });
    expect(seen).toEqual([minute(1), minute(1), minute(2), minute(2)]);
  });

  it('names the row that caused an intent by its place in its own stream', async () => {
    const { all } = await play({
      pipelines: { p: listener(() => undefined, { 2: [buy('a')] }) },
      events: [
        ...minuteBars('X', [10, 11]),
        ...minuteBars('A', [5, 6]),
        trade({ symbol: 'X', at: minute(1) - 1 }),
        bar({ symbol: 'X', every: '1d', start: minute(0) }),
      ],
    });
    expect(all('intent')[0]?.causes).toEqual([{ row: { symbol: 'X', kind: 'bar:1m', at: minute(2), n: 2 } }]);
  });

  it('comes after what a pipeline said while it was built', async () => {
    const talkative = definePipeline({
      name: 'talkative',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: () => of(buy('at once')),
    });
    const { all } = await play({ pipelines: { p: talkative }, events: minuteBars('X', [10, 11]) });
    expect(all('fill').map(({ at, body }) => [at, body.key])).toEqual([[minute(1), 'at once']]);
  });

  it('delivers one instant by kind and symbol: status, events, quotes, trades, bars; shorter bars before longer', async () => {
    const heard: string[] = [];
    const everything = definePipeline({
      name: 'everything',
      params: NOTHING,
      feeds: () => ({
        hour$: bars({ symbols: ['A', 'B'], every: '1h' }),
        minute$: bars({ symbols: ['B', 'A'], every: '1m' }),
        quote$: quotes({ symbols: ['B', 'A'] }),
      }),
      flow: ({ hour$, minute$, quote$ }) =>
        merge(hour$, minute$, quote$).pipe(
          tap((event) => heard.push(`${event.kind === 'bar' ? event.every : event.kind} ${event.symbol}`)),
          ignoreElements(),
        ),
    });
    const at = minute(60);
    await play({
      pipelines: { p: everything },
      events: [
        bar({ symbol: 'B', every: '1h', at }),
        bar({ symbol: 'A', every: '1h', at }),
        bar({ symbol: 'B', every: '1m', at }),
        bar({ symbol: 'A', every: '1m', at }),
        quote({ symbol: 'B', at }),
        quote({ symbol: 'A', at }),
      ],
    });
    expect(heard).toEqual(['quote A', 'quote B', '1m A', '1m B', '1h A', '1h B']);
  });
});

describe('timers', () => {
  it('ring before the events of their instant, each at its own due time', async () => {
    const log: string[] = [];
    const timed = definePipeline({
      name: 'timed',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }, { clock }) => {
        const note = (what: string) => tap(() => log.push(`${(clock.now() - minute(0)) / 1_000} s ${what}`));
        return bar$.pipe(
          note('bar'),
          mergeMap(() =>
            merge(
              timer(60_000, clock).pipe(note('timer of 60 s')),
              timer(10_000, clock).pipe(note('timer of 10 s')),
            ),
          ),
          ignoreElements(),
        );
      },
    });
    await play({ pipelines: { p: timed }, events: minuteBars('X', [10, 11]) });
    expect(log).toEqual(['60 s bar', '70 s timer of 10 s', '120 s timer of 60 s', '120 s bar']);
  });

  it('cause orders that the very next row may fill', async () => {
    const timed = definePipeline({
      name: 'timed',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }, { clock }) =>
        bar$.pipe(
          take(1),
          mergeMap(() => timer(60_000, clock).pipe(map(() => buy('a')))),
        ),
    });
    const { all } = await play({ pipelines: { p: timed }, events: minuteBars('X', [10, 11, 12]) });
    // It rings at the instant of the second bar and before it, so the second bar meets the order.
    expect(all('intent')[0]?.causes).toEqual([{ timer: minute(2), pipeline: 'p' }]);
    expect(all('fill').map(({ at }) => at)).toEqual([minute(2)]);
  });

  it('ring in the order in which they were set, whatever pipeline set them', async () => {
    const log: string[] = [];
    const timed = (name: string) =>
      definePipeline({
        name,
        params: NOTHING,
        feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
        flow: ({ bar$ }, { clock }) =>
          bar$.pipe(
            take(1),
            mergeMap(() => merge(timer(5, clock), timer(5, clock)).pipe(tap(() => log.push(name)))),
            ignoreElements(),
          ),
      });
    await play({ pipelines: { b: timed('b'), a: timed('a') }, events: minuteBars('X', [10, 11]) });
    expect(log).toEqual(['b', 'b', 'a', 'a']);
  });

  it('of no delay ring in a turn of their own, before the next row of the instant', async () => {
    const log: string[] = [];
    const eager = definePipeline({
      name: 'eager',
      params: NOTHING,
      feeds: () => ({ quote$: quotes({ symbols: ['X'] }) }),
      flow: ({ quote$ }, { clock }) =>
        quote$.pipe(
          tap(({ ask }) => log.push(`quote ${ask}`)),
          mergeMap(({ ask }) => timer(0, clock).pipe(tap(() => log.push(`timer of ${ask}`)))),
          ignoreElements(),
        ),
    });
    const at = minute(1);
    await play({
      pipelines: { p: eager },
      events: [quote({ symbol: 'X', at, ask: 10 }), quote({ symbol: 'X', at, ask: 11 })],
    });
    expect(log).toEqual(['quote 10', 'timer of 10', 'quote 11', 'timer of 11']);
  });

  it('may be set while the pipeline is built, before the first row', async () => {
    const early = definePipeline({
      name: 'early',
      params: NOTHING,
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: (_, { clock }) => timer(30_000, clock).pipe(map(() => buy('a'))),
    });
    const { all } = await play({ pipelines: { p: early }, events: minuteBars('X', [10, 11]) });
    expect(all('intent').map(({ at }) => at)).toEqual([minute(1) + 30_000]);
  });
});
