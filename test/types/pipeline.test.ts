import { describe, expect, it } from '@jest/globals';
import {
  type Bar,
  bars,
  type Clock,
  definePipeline,
  events,
  type FillEvent,
  fills,
  type Intent,
  type NamedEvent,
  type OrderEvent,
  orders,
  type PositionEvent,
  position,
  type Quote,
  quotes,
  type Status,
  status,
  submit,
  type Trade,
  target,
  trades,
} from 'millrace';
import { enrich } from 'millrace/operators/enrich';
import { perSymbol } from 'millrace/operators/per-symbol';
import { sma } from 'millrace/operators/sma';
import { bar, pipelineContext } from 'millrace/testing';
import { EMPTY, filter, firstValueFrom, map, merge, NEVER, type Observable, of, pipe } from 'rxjs';
import { z } from 'zod';

/** True only where both are the same type; `any` is the same as nothing but itself. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where the statement holds. */
const holds = <Statement extends true>(statement: Statement): Statement => statement;

const NOTHING = z.strictObject({});
const daily = () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) });

describe('a pipeline without annotations', () => {
  /** Nothing in here names a type; that it compiles is the test, and what it infers is asked below. */
  const inferred = definePipeline({
    name: 'inferred',
    params: z.strictObject({
      symbols: z.array(z.string()).min(1),
      span: z.int().min(1).default(3),
      size: z.union([z.strictObject({ weight: z.number() }), z.strictObject({ quantity: z.number() })]),
    }),
    warmup: ({ span }) => ({ bars: span - 1 }),
    feeds: ({ symbols }) => ({
      bar$: bars({ symbols, every: '1d' }),
      trade$: trades({ symbols }),
      quote$: quotes({ symbols }),
      status$: status({ symbols }),
      news$: events({ name: 'news', schema: z.object({ score: z.number(), at: z.coerce.date() }) }),
      order$: orders(),
      fill$: fills(),
      position$: position(),
    }),
    flow: ({ bar$, trade$, quote$, status$, news$, order$, fill$, position$ }, context) => {
      const { params, clock, random, instruments, calendar } = context;
      holds<Same<typeof bar$, Observable<Bar>>>(true);
      holds<Same<typeof trade$, Observable<Trade>>>(true);
      holds<Same<typeof quote$, Observable<Quote>>>(true);
      holds<Same<typeof status$, Observable<Status>>>(true);
      holds<Same<typeof order$, Observable<OrderEvent>>>(true);
      holds<Same<typeof fill$, Observable<FillEvent>>>(true);
      holds<Same<typeof position$, Observable<PositionEvent>>>(true);
      holds<Same<typeof clock, Clock>>(true);
      holds<Same<ReturnType<typeof random>, number>>(true);
      holds<Same<typeof params.symbols, string[]>>(true);
      holds<Same<typeof params.span, number>>(true);
      holds<Same<typeof params.size, { weight: number } | { quantity: number }>>(true);
      const score$ = news$.pipe(
        map(({ data, symbol, name, at }) => {
          holds<Same<typeof data, { score: number; at: Date }>>(true);
          holds<Same<[typeof symbol, typeof name, typeof at], [string, string, number]>>(true);
          return target({ symbol, weight: data.score, because: `${name} of ${data.at.toISOString()}` });
        }),
      );
      const average$ = bar$.pipe(
        perSymbol(
          pipe(
            enrich({ mean: sma({ span: params.span, of: ({ close }) => close }) }),
            map(({ symbol, close, mean }) => {
              holds<Same<[typeof symbol, typeof close, typeof mean], [string, number, number]>>(true);
              const { lotSize } = instruments(symbol);
              const isSession = calendar(symbol)?.isOpen(clock.now()) ?? true;
              return target({ symbol, quantity: isSession ? lotSize : 0, because: `${close} and ${mean}` });
            }),
          ),
        ),
      );
      return merge(score$, average$);
    },
  });

  it('infers parameters, streams, data and context', async () => {
    holds<Same<z.output<typeof inferred.params>['span'], number>>(true);
    holds<Same<z.input<typeof inferred.params>['span'], number | undefined>>(true);
    const news: NamedEvent & { data: { score: number; at: Date } } = {
      kind: 'event',
      name: 'news',
      symbol: 'X',
      at: 1,
      happenedAt: 1,
      data: { score: 0.25, at: new Date(0) },
    };
    const quiet = {
      trade$: NEVER,
      quote$: NEVER,
      status$: NEVER,
      order$: NEVER,
      fill$: NEVER,
      position$: NEVER,
    };
    const streams = { ...quiet, bar$: EMPTY, news$: of(news) };
    const context = pipelineContext(inferred, {
      params: { symbols: ['X'], size: { weight: 1 } },
      clock: { now: () => 0, schedule: () => EMPTY.subscribe() },
    });
    const intent = await firstValueFrom(inferred.flow(streams, context));
    holds<Same<typeof intent, Intent>>(true);
    expect(intent).toEqual(
      target({ symbol: 'X', weight: 0.25, because: 'news of 1970-01-01T00:00:00.000Z' }),
    );
  });
});

describe('what must not compile in a pipeline', () => {
  it('is a feed that was not declared', () => {
    const pipeline = definePipeline({
      name: 'undeclared',
      params: NOTHING,
      feeds: daily,
      // @ts-expect-error -- there is no tick$ among the feeds
      flow: ({ tick$ }) => {
        expect(tick$).toBeUndefined();
        return EMPTY;
      },
    });
    const clock = { now: () => 0, schedule: () => EMPTY.subscribe() };
    pipeline.flow({ bar$: NEVER }, pipelineContext(pipeline, { params: {}, clock }));
    // @ts-expect-error -- nor is it in what the pipeline asks for
    expect(pipeline.feeds({}).tick$).toBeUndefined();
    expect.assertions(2);
  });

  it('is a field that a feed’s events do not have', () => {
    const pipeline = definePipeline({
      name: 'wrong-field',
      params: NOTHING,
      feeds: daily,
      flow: ({ bar$ }) =>
        bar$.pipe(
          // @ts-expect-error -- a bar has no price
          filter(({ price }) => price > 1),
          map(({ symbol }) => target({ symbol, quantity: 1, because: 'never' })),
        ),
    });
    expect(pipeline.name).toBe('wrong-field');
  });

  it('is a stream taken for another feed’s', () => {
    const ofQuotes = (quote$: Observable<Quote>) => quote$.pipe(map(({ bid }) => bid));
    const pipeline = definePipeline({
      name: 'wrong-feed',
      params: NOTHING,
      feeds: daily,
      flow: ({ bar$ }) => {
        // @ts-expect-error -- bars are no quotes
        ofQuotes(bar$);
        return EMPTY;
      },
    });
    expect(pipeline.feeds({})).toMatchObject({ bar$: { feed: 'bars' } });
  });

  it('is a flow of what is no intent', () => {
    const pipeline = definePipeline({
      name: 'no-intents',
      params: NOTHING,
      feeds: daily,
      // @ts-expect-error -- bars are no intents
      flow: ({ bar$ }) => bar$,
    });
    expect(pipeline.name).toBe('no-intents');
  });

  it('is a feed that is no feed', () => {
    const pipeline = definePipeline({
      name: 'no-feed',
      params: NOTHING,
      // @ts-expect-error -- a list of symbols is no feed
      feeds: () => ({ bar$: ['X'] }),
      flow: () => EMPTY,
    });
    expect(pipeline.name).toBe('no-feed');
  });

  it('is a parameter that the schema does not have', () => {
    const pipeline = definePipeline({
      name: 'wrong-param',
      params: z.strictObject({ span: z.int() }),
      // @ts-expect-error -- it is called span
      warmup: ({ spam }) => ({ bars: Number(spam) }),
      feeds: daily,
      flow: () => EMPTY,
    });
    expect(pipeline.warmup?.({ span: 3 })).toEqual({ bars: Number.NaN });
  });

  it('is data of an event that its schema does not have', () => {
    const pipeline = definePipeline({
      name: 'wrong-data',
      params: NOTHING,
      feeds: () => ({ news$: events({ name: 'news', schema: z.object({ score: z.number() }) }) }),
      flow: ({ news$ }) =>
        news$.pipe(
          map(({ symbol, data }) =>
            target({
              symbol,
              // @ts-expect-error -- it is called score
              quantity: data.rating,
              because: 'never',
            }),
          ),
        ),
    });
    expect(pipeline.name).toBe('wrong-data');
  });

  it('is a change of an event that was delivered', () => {
    const one = bar();
    expect(() => {
      // @ts-expect-error -- events are read-only, and frozen
      one.close = 1;
    }).toThrow(TypeError);
  });

  it('is an order without a reason or without a size', () => {
    const order = { key: 'a', symbol: 'X', side: 'buy' } as const;
    // @ts-expect-error -- every intent carries its reason
    expect(submit({ ...order, quantity: 1 }).because).toBeUndefined();
    // @ts-expect-error -- neither quantity nor fraction
    expect(submit({ ...order, because: 'none' }).quantity).toBeNull();
  });
});
