import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, type Intent, orders, submit } from 'millrace';
import {
  concatMap,
  debounceTime,
  delay,
  filter,
  from,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  repeat,
  take,
  tap,
  timer,
} from 'rxjs';
import { z } from 'zod';
import { MillraceError } from '../../src/domain/millrace-error.js';
import type { Clock } from '../../src/time/clock.js';
import { minute, minuteBars } from './minute-bars.js';
import { play } from './play.js';
import { scripted } from './scripted-broker.js';

/** A line number of this file, so that a message can be asked to name the place of the mistake. */
const lineOf = (mark: string): number => {
  const found = new RegExp(`turn-discipline\\.test\\.ts:(\\d+)`).exec(mark);
  return Number(found?.[1]);
};

const buy = (key: string): Intent => submit({ key, symbol: 'X', side: 'buy', quantity: 1, because: key });

interface Tools {
  readonly clock: Clock;
  readonly random: () => number;
}

/** A pipeline on minutes of X with one stage that misbehaves. */
const pipelineWith = (stage: (bar$: Observable<{ at: number }>, tools: Tools) => Observable<Intent>) =>
  definePipeline({
    name: 'misbehaving',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), order$: orders() }),
    flow: ({ bar$ }, { clock, random }) => stage(bar$, { clock, random }),
  });

const patient = pipelineWith((bar$) => bar$.pipe(map(({ at }) => buy(`bar ${at}`))));
const prices = Array.from({ length: 30 }, (_, index) => 100 + index);
const events = minuteBars('X', prices);

/** Failures that have a code; any other would be a fault of ours. */
const coded = (failures: readonly Error[]): readonly MillraceError[] =>
  failures.map((failure) => {
    if (failure instanceof MillraceError) return failure;
    throw failure;
  });

/** Beside a pipeline that is well, so that it can be seen going on. */
const playBeside = async (culprit: ReturnType<typeof pipelineWith>, more: { strict?: boolean } = {}) => {
  const played = await play({ pipelines: { culprit, patient }, events, ...more });
  const failures = coded(played.outcome.failures);
  return {
    ...played,
    failures,
    wellSaid: played.all('intent').filter(({ pipeline }) => pipeline === 'patient'),
  };
};

describe('a pipeline that fails', () => {
  it('is halted with its message and place, what it holds is named, and the other goes on', async () => {
    const culprit = pipelineWith((bar$) =>
      bar$.pipe(
        map(({ at }) => {
          if (at === minute(5)) throw new Error('no such thing');
          return buy(`bar ${at}`);
        }),
      ),
    );
    const { all, failures, wellSaid } = await playBeside(culprit);
    const [halt] = all('halt');
    expect([halt?.at, halt?.pipeline, halt?.body.code]).toEqual([minute(5), 'culprit', 'PIPELINE_FAILED']);
    expect(halt?.body.positions).toEqual([{ symbol: 'X', quantity: 4 }]);
    expect(failures.map(({ code }) => code)).toEqual(['PIPELINE_FAILED']);
    expect(failures[0]?.message).toMatch(
      /culprit failed at 2024-01-02T00:05:00.*no such thing.*turn-discipline/,
    );
    expect(wellSaid).toHaveLength(30);
    expect(all('intent').filter(({ pipeline }) => pipeline === 'culprit')).toHaveLength(4);
  });

  it('may fail while it is built', async () => {
    const culprit = pipelineWith(() => {
      throw new TypeError('built wrong');
    });
    const { failures, wellSaid } = await playBeside(culprit);
    expect(failures[0]?.message).toMatch(/built wrong/);
    expect(wellSaid).toHaveLength(30);
  });

  it('may fail in a timer', async () => {
    const culprit = pipelineWith((bar$, { clock }) =>
      bar$.pipe(
        take(1),
        delay(90_000, clock),
        map(() => {
          throw new Error('in a timer');
        }),
      ),
    );
    const { all, failures } = await playBeside(culprit);
    expect(failures[0]?.message).toMatch(/in a timer/);
    expect(all('halt')[0]?.at).toBe(minute(2) + 30_000);
  });

  it('ends the run where none is left', async () => {
    const culprit = pipelineWith((bar$) =>
      bar$.pipe(
        map(() => {
          throw new Error('gone');
        }),
      ),
    );
    const { outcome, all } = await play({ pipelines: { culprit }, events });
    expect(outcome.failures).toHaveLength(1);
    expect(outcome.events).toBeLessThan(events.length);
    expect(all('end')).toHaveLength(1);
  });
});

describe('a pipeline that speaks when no turn is open', () => {
  it('fails: a promise', async () => {
    const culprit = pipelineWith((bar$) =>
      bar$.pipe(concatMap(({ at }) => from(Promise.resolve(buy(`${at}`))))),
    );
    const { all, failures, wellSaid } = await playBeside(culprit);
    expect(failures.map(({ code, message }) => [code, message.includes('culprit')])).toEqual([
      ['INTENT_OUT_OF_TURN', true],
    ]);
    expect(all('intent').filter(({ pipeline }) => pipeline === 'culprit')).toEqual([]);
    expect(wellSaid).toHaveLength(30);
  });

  it('fails even if the promise comes after the last row', async () => {
    const culprit = pipelineWith((bar$) =>
      bar$.pipe(
        filter(({ at }) => at === minute(30)),
        concatMap(({ at }) => from(Promise.resolve(buy(`${at}`)))),
      ),
    );
    const { failures } = await playBeside(culprit);
    expect(failures.map(({ code }) => code)).toEqual(['INTENT_OUT_OF_TURN']);
  });
});

describe('a pipeline that returns what is none of ours', () => {
  it.each([
    ['nothing', undefined, /nothing/],
    ['an array', [buy('a')], /Array/],
    ['an observable of another rxjs', { subscribe: () => undefined, pipe: () => undefined }, /Object/],
  ])('fails: %s', async (_name, returned, what) => {
    // What a file without type checks may return.
    const culprit = pipelineWith(() => returned as unknown as Observable<Intent>);
    const { failures, wellSaid } = await playBeside(culprit);
    expect([failures[0]?.code, failures[0]?.message]).toEqual(['RXJS_FOREIGN', expect.stringMatching(what)]);
    expect(wellSaid).toHaveLength(30);
  });

  it.each([
    ['bars', (bar$: Observable<unknown>) => bar$],
    ['nothing', (bar$: Observable<unknown>) => bar$.pipe(map(() => undefined))],
    ['numbers', (bar$: Observable<unknown>) => bar$.pipe(map(() => 100))],
    [
      'an intent without a reason',
      (bar$: Observable<unknown>) => bar$.pipe(map(() => ({ ...buy('a'), because: undefined }))),
    ],
  ])('fails: %s for intents', async (_name, stage) => {
    const culprit = pipelineWith((bar$) => stage(bar$) as Observable<Intent>);
    const { failures, wellSaid } = await playBeside(culprit);
    expect(failures.map(({ code, message }) => [code, /intent/.test(message)])).toEqual([
      ['PIPELINE_FAILED', true],
    ]);
    expect(wellSaid).toHaveLength(30);
  });
});

describe('a pipeline that keeps time from passing', () => {
  it('is stopped, and only it', async () => {
    const culprit = pipelineWith((bar$, { clock }) =>
      bar$.pipe(
        take(1),
        mergeMap(() =>
          timer(0, clock).pipe(
            repeat(),
            filter(() => false),
          ),
        ),
        map(() => buy('never')),
      ),
    );
    const { failures, wellSaid } = await playBeside(culprit);
    expect(failures.map(({ code, message }) => [code, message.includes('culprit')])).toEqual([
      ['TIMER_LOOP', true],
    ]);
    expect(wellSaid).toHaveLength(30);
  });

  it('is stopped where it answers every refusal with the same order', async () => {
    const culprit = definePipeline({
      name: 'stubborn',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), order$: orders() }),
      flow: ({ bar$, order$ }) => {
        let n = 0;
        return merge(bar$.pipe(take(1)), order$.pipe(filter(({ state }) => state === 'rejected'))).pipe(
          map(() => buy(`attempt ${(n += 1)}`)),
        );
      },
    });
    const { outcome, all } = await play({
      pipelines: { culprit, patient },
      events,
      rules: scripted({
        accept: (command, broker) =>
          command.kind === 'place' && command.order.pipeline === 'culprit'
            ? [broker.said(command.order.id, 'rejected')]
            : [],
      }),
    });
    expect(coded(outcome.failures).map(({ code }) => code)).toEqual(['TIMER_LOOP']);
    expect(all('intent').filter(({ pipeline }) => pipeline === 'patient')).toHaveLength(30);
  });

  it('is not mistaken for one that has very many rows of one instant to hear', async () => {
    const at = minute(1);
    const busy = pipelineWith((bar$) =>
      bar$.pipe(
        filter(() => false),
        map(() => buy('never')),
      ),
    );
    const rows = minuteBars('X', [100]).flatMap((bar) =>
      Array.from({ length: 120_000 }, () => ({ ...bar, at })),
    );
    const { outcome } = await play({ pipelines: { busy }, events: rows });
    expect(outcome.failures).toEqual([]);
  });
});

describe('a timer without a clock', () => {
  let lineBefore = 0;
  const unclocked = pipelineWith((bar$) => {
    lineBefore = lineOf(String(new Error('here').stack));
    const quiet$ = bar$.pipe(debounceTime(30_000));
    return quiet$.pipe(map(({ at }) => buy(`${at}`)));
  });

  it('rings on the engine clock, with one warning that shows the line', async () => {
    const { all, warnings } = await play({ pipelines: { p: unclocked }, events });
    expect(all('intent').map(({ at }) => at)).toEqual(
      prices.map((_, index) => minute(index + 1) + 30_000).slice(0, -1),
    );
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/\bp used a timer without the clock/);
    expect(lineOf(warnings[0] ?? '')).toBe(lineBefore + 1);
  });

  it('is counted in a notice', async () => {
    const { all } = await play({ pipelines: { p: unclocked }, events });
    expect(all('notice').map(({ pipeline, body }) => [pipeline, body.code, body.facts])).toEqual([
      ['p', 'TIMER_UNCLOCKED', { count: 30 }],
    ]);
  });

  it('fails the pipeline under --strict, with the line', async () => {
    const { failures, wellSaid } = await playBeside(unclocked, { strict: true });
    expect(failures.map(({ code }) => code)).toEqual(['TIMER_UNCLOCKED']);
    expect(lineOf(failures[0]?.message ?? '')).toBe(lineBefore + 1);
    expect(wellSaid).toHaveLength(30);
  });
});

describe('a pipeline that reaches for the host', () => {
  const impure: readonly (readonly [call: string, reach: () => unknown])[] = [
    ['Date.now()', () => Date.now()],
    ['new Date()', () => new Date()],
    ['Math.random()', () => Math.random()],
    ['setTimeout()', () => setTimeout(() => undefined, 1)],
    ['setInterval()', () => setInterval(() => undefined, 1)],
    ['setImmediate()', () => setImmediate(() => undefined)],
    ['queueMicrotask()', () => queueMicrotask(() => undefined)],
  ];

  it.each(impure)('fails under --strict, with the line: %s', async (call, reach) => {
    const culprit = pipelineWith((bar$) =>
      bar$.pipe(
        tap(() => reach()),
        map(({ at }) => buy(`${at}`)),
      ),
    );
    const { failures, wellSaid } = await playBeside(culprit, { strict: true });
    expect(failures.map(({ code, facts }) => [code, facts.call])).toEqual([['IMPURE_CALL', call]]);
    expect(failures[0]?.message).toMatch(/turn-discipline\.test\.ts:\d+/);
    expect(wellSaid).toHaveLength(30);
  });

  it('fails under --strict in what it builds, too', async () => {
    const culprit = pipelineWith((bar$) => {
      const begun = Date.now();
      return bar$.pipe(map(() => buy(`${begun}`)));
    });
    const { failures } = await playBeside(culprit, { strict: true });
    expect(failures.map(({ code }) => code)).toEqual(['IMPURE_CALL']);
  });

  it('may make a Date of an instant under --strict, and is left alone without it', async () => {
    const dated = pipelineWith((bar$) =>
      bar$.pipe(map(({ at }) => buy(`${new Date(at).toISOString()} ${new Date(2024, 0) instanceof Date}`))),
    );
    const { outcome, all } = await play({ pipelines: { dated }, events, strict: true });
    expect(outcome.failures).toEqual([]);
    expect(all('intent')[0]?.body.intent).toMatchObject({ because: '2024-01-02T00:01:00.000Z true' });
    const rolled = pipelineWith((bar$) => bar$.pipe(map(() => buy(`${Math.random()} ${Date.now()}`))));
    expect((await play({ pipelines: { rolled }, events })).outcome.failures).toEqual([]);
  });

  it('leaves the host as it was', async () => {
    const before = [Date, Date.now, Math.random, setTimeout, setInterval, setImmediate, queueMicrotask];
    const culprit = pipelineWith((bar$) => bar$.pipe(map(() => buy(`${Math.random()}`))));
    await playBeside(culprit, { strict: true });
    const after = [Date, Date.now, Math.random, setTimeout, setInterval, setImmediate, queueMicrotask];
    expect(after.map((one, index) => one === before[index])).toEqual(before.map(() => true));
  });
});

describe('random', () => {
  const dice = pipelineWith((bar$, { random }) => bar$.pipe(map(() => buy(`${random()}`))));
  const rolled = async (seed: number, ids: readonly string[]) => {
    const { all } = await play({ pipelines: Object.fromEntries(ids.map((id) => [id, dice])), events, seed });
    return (id: string) =>
      all('intent').flatMap(({ pipeline, body }) => (pipeline === id ? [Number(body.intent.because)] : []));
  };

  it('is the same for the same seed, another for another, and every pipeline’s own', async () => {
    const once = await rolled(7, ['a', 'b']);
    const again = await rolled(7, ['a']);
    const other = await rolled(8, ['a']);
    expect(again('a')).toEqual(once('a'));
    expect(once('b')).not.toEqual(once('a'));
    expect(other('a').filter((value) => once('a').includes(value))).toEqual([]);
    expect(once('a').every((value) => value >= 0 && value < 1)).toBe(true);
    expect(new Set(once('a')).size).toBe(30);
  });
});

describe('two pipelines in one run', () => {
  it('have each their own capital, positions and orders', async () => {
    const once = (key: string, quantity: number) =>
      pipelineWith((bar$) =>
        bar$.pipe(
          take(1),
          map(() => submit({ key, symbol: 'X', side: 'buy', quantity, because: key })),
        ),
      );
    const { all, marks } = await play({
      pipelines: { a: once('same key', 10), b: once('same key', 3) },
      capital: 1_000,
      events: minuteBars('X', [10, 10, 20]),
    });
    expect(all('begin')[0]?.body.pipelines.map(({ id, capital }) => [id, capital])).toEqual([
      ['a', 1_000],
      ['b', 1_000],
    ]);
    expect(all('refusal')).toEqual([]);
    expect(all('fill').map(({ pipeline, body }) => [pipeline, body.key, body.quantity])).toEqual([
      ['a', 'same key', 10],
      ['b', 'same key', 3],
    ]);
    expect(marks.at(-1)?.equity).toBe(2_000 + 13 * 10);
  });

  it('refuse orders that could trade with each other where the rules say so', async () => {
    const resting = (side: 'buy' | 'sell', limitPrice: number) =>
      pipelineWith((bar$) =>
        bar$.pipe(
          take(1),
          map(() => submit({ key: side, symbol: 'X', side, quantity: 1, limitPrice, because: side })),
        ),
      );
    const crossed = async (sell: number) => {
      const { all } = await play({
        pipelines: { a: resting('buy', 100), b: resting('sell', sell) },
        rules: scripted({}, { refusesCrossing: true }),
        events,
      });
      return all('refusal').map(({ pipeline, body }) => [pipeline, body.code, body.facts]);
    };
    expect(await crossed(100)).toEqual([['b', 'ORDERS_CROSS', { order: '1-1', pipeline: 'a' }]]);
    expect(await crossed(100.01)).toEqual([]);
  });

  it('do not cross where the rules do not mind', async () => {
    const once = (side: 'buy' | 'sell') =>
      pipelineWith(() => of(submit({ key: side, symbol: 'X', side, quantity: 1, because: side })));
    const { all } = await play({ pipelines: { a: once('buy'), b: once('sell') }, events });
    expect(all('refusal')).toEqual([]);
  });
});
