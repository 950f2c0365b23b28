import { describe, expect, it } from '@jest/globals';
import { type Bar, bars, definePipeline, events, type MarketEvent, target } from 'millrace';
import { bar, eventsSource, randomBars } from 'millrace/testing';
import { debounceTime, filter, map, merge, type Observable, pairwise, pipe, scan, tap } from 'rxjs';
import { z } from 'zod';
import type { AnyPipeline } from '../../src/pipeline/define-pipeline.js';
import type { Source } from '../../src/sources/source.js';
import { pipelineLaws } from '../../src/testing/pipeline-laws.js';
import { pipelineSubject } from '../../src/testing/pipeline-subject.js';

interface Planted {
  readonly pipeline: AnyPipeline | ((tape: readonly MarketEvent[]) => AnyPipeline);
  readonly events?: readonly MarketEvent[];
  readonly source?: (tape: readonly MarketEvent[]) => Source;
  readonly decisionsAtLeast?: number;
}

const enough = 'decides enough on these data, by the clock it is given, and goes to their end';
const repeat = 'writes the same journal for the same data, byte for byte';
const prefix = 'decides, cut at any point, as the whole run did up to there';
const scramble = 'writes the same journal up to any point, whatever data come after it';
const unseen = 'goes on deciding on days that nobody has seen';
const timely = 'is told nothing before it can be known';
const marbles = 'says under marbles what it says on a tape';
const reason = 'gives a reason for every intent';

const days = randomBars({ seed: 11, symbols: ['SPY'], count: 120, every: '1d' });

/** What breaks each law, by the law's name. */
const problemsOf = async (planted: Planted): Promise<Record<string, readonly string[]>> => {
  const subject = pipelineSubject({
    params: {},
    events: days,
    cuts: 20,
    rules: 'backtesting.py',
    ...planted,
  });
  const found: Record<string, readonly string[]> = {};
  for (const { name, problems } of pipelineLaws) {
    const here = await problems(subject);
    if (here.length > 0) found[name] = here;
  }
  return found;
};

const brokenLaws = async (planted: Planted): Promise<readonly string[]> =>
  Object.keys(await problemsOf(planted));

/** A pipeline on days of SPY that holds ten units while its flow says so. */
const holding = (isUp: (bar$: Observable<Bar>) => Observable<boolean>) =>
  definePipeline({
    name: 'planted',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['SPY'], every: '1d' }) }),
    flow: ({ bar$ }) => isUp(bar$).pipe(map(holdWhile)),
  });

const holdWhile = (isUp: boolean) =>
  target({ symbol: 'SPY', quantity: isUp ? 10 : 0, because: isUp ? 'up' : 'down' });

const follower = holding((bar$) =>
  bar$.pipe(
    pairwise(),
    map(([before, now]) => now.close > before.close),
  ),
);

const closesOf = (tape: readonly MarketEvent[]): readonly number[] =>
  tape.flatMap((event) => (event.kind === 'bar' ? [event.close] : []));

describe('pipelineContract', () => {
  it('finds nothing wrong with a pipeline that keeps it', async () => {
    expect(await brokenLaws({ pipeline: follower })).toEqual([]);
  });

  describe('catches a pipeline that has the whole series in a closure', () => {
    const foreseeing = (closes: readonly number[]) =>
      holding((bar$) => bar$.pipe(map(({ close }, index) => (closes[index + 1] ?? 0) > close)));

    it('made of the data it runs on', async () => {
      const laws = await brokenLaws({ pipeline: (tape) => foreseeing(closesOf(tape)) });
      expect(laws).toEqual([prefix, scramble]);
    });

    it('known by heart, by place', async () => {
      expect(await brokenLaws({ pipeline: foreseeing(closesOf(days)) })).toEqual([unseen]);
    });

    it('known by heart, by time', async () => {
      const tomorrow = new Map(days.map(({ start, close }) => [start, close]));
      const pipeline = holding((bar$) => bar$.pipe(map(({ at, close }) => (tomorrow.get(at) ?? 0) > close)));
      expect(await brokenLaws({ pipeline })).toEqual([unseen]);
    });

    it('known by heart, until it ends with an error', async () => {
      const next = (index: number): Bar => {
        const found = days[index + 1];
        if (!found) throw new Error('no such day');
        return found;
      };
      const pipeline = holding((bar$) =>
        bar$.pipe(
          filter((_, index) => index < days.length - 1),
          map(({ close }, index) => next(index).close > close),
        ),
      );
      expect(await brokenLaws({ pipeline })).toEqual([unseen]);
    });

    it('remembered from the run before', async () => {
      const closes: number[] = [];
      const pipeline = definePipeline({
        ...follower,
        flow: ({ bar$ }) =>
          bar$.pipe(
            tap(({ close, start }) => {
              closes[start / 86_400_000] = close;
            }),
            map(({ at, close }) => holdWhile((closes[at / 86_400_000] ?? 0) > close)),
          ),
      });
      expect(await brokenLaws({ pipeline })).toContain(prefix);
    });
  });

  describe('catches a z-score over the whole series', () => {
    const meanOf = (closes: readonly number[]): number =>
      closes.reduce((sum, close) => sum + close, 0) / closes.length;
    const deviationOf = (closes: readonly number[]): number =>
      Math.sqrt(meanOf(closes.map((close) => (close - meanOf(closes)) ** 2)));
    const scoreOf = (closes: readonly number[], close: number): number =>
      (close - meanOf(closes)) / (deviationOf(closes) || 1);

    it('in the pipeline; one over what it has seen is fine', async () => {
      const cheat = (tape: readonly MarketEvent[]) =>
        holding((bar$) => bar$.pipe(map(({ close }) => scoreOf(closesOf(tape), close) > 0)));
      const honest = holding((bar$) =>
        bar$.pipe(
          scan((seen: readonly number[], { close }) => [...seen, close], []),
          filter((seen) => seen.length > 2),
          map((seen) => scoreOf(seen.slice(-10), seen.at(-1) ?? 0) > 0),
        ),
      );
      expect(await brokenLaws({ pipeline: honest, decisionsAtLeast: 5 })).toEqual([]);
      expect(await brokenLaws({ pipeline: cheat, decisionsAtLeast: 2 })).toEqual([prefix, scramble]);
    });

    it('in a file of signals that somebody computed beside the prices', async () => {
      const pipeline = definePipeline({
        name: 'scores',
        params: z.strictObject({}),
        feeds: () => ({
          bar$: bars({ symbols: ['SPY'], every: '1d' }),
          score$: events({ name: 'score', schema: z.number() }),
        }),
        flow: ({ score$ }) => score$.pipe(map(({ data }) => holdWhile(data > 0))),
      });
      const signal = ({ at, symbol }: Bar, data: number): MarketEvent => ({
        kind: 'event',
        name: 'score',
        symbol,
        at,
        happenedAt: at,
        data,
      });
      const scored = (seen: (closes: readonly number[], index: number) => readonly number[]) => {
        return (tape: readonly MarketEvent[]): Source => {
          const all = tape.filter((event) => event.kind === 'bar');
          const closes = closesOf(all);
          const signals = all.map((one, index) => signal(one, scoreOf(seen(closes, index), one.close)));
          return eventsSource([...all, ...signals]);
        };
      };
      const honest = scored((closes, index) => closes.slice(Math.max(0, index - 9), index + 1));
      expect(await brokenLaws({ pipeline, source: honest, decisionsAtLeast: 5 })).toEqual([]);
      const cheat = scored((closes) => closes);
      expect(await brokenLaws({ pipeline, source: cheat, decisionsAtLeast: 2 })).toEqual([prefix, scramble]);
    });
  });

  it('catches a bar stamped at its start', async () => {
    const source = (tape: readonly MarketEvent[]): Source =>
      eventsSource(tape.map((event) => (event.kind === 'bar' ? { ...event, at: event.start } : event)));
    expect(await brokenLaws({ pipeline: follower, source })).toEqual([prefix, scramble, timely]);
  });

  it('catches a bar stamped at its start whose start is moved as well', async () => {
    const DAY_MS = 86_400_000;
    const source = (tape: readonly MarketEvent[]): Source =>
      eventsSource(
        tape.map((event) =>
          event.kind === 'bar' ? { ...event, at: event.start, start: event.start - DAY_MS } : event,
        ),
      );
    expect(await brokenLaws({ pipeline: follower, source })).toEqual([prefix, scramble]);
  });

  describe('on bars of two lengths', () => {
    const minutes = randomBars({ seed: 12, symbols: ['SPY'], count: 400, every: '1m' });
    const isHour = ({ at }: Bar): boolean => at % 600_000 === 0;
    /** Bars of ten minutes beside those of one, each told when `toldAt` says. */
    const withTens =
      (toldAt: (last: Bar) => number) =>
      (tape: readonly MarketEvent[]): Source => {
        const ones = tape.filter((event) => event.kind === 'bar');
        const tens = ones.filter(isHour).map((last): Bar => {
          const inside = ones.filter(({ at }) => at > last.at - 600_000 && at <= last.at);
          return bar({
            symbol: 'SPY',
            every: '10m',
            start: last.at - 600_000,
            at: toldAt(last),
            open: inside[0]?.open ?? 0,
            high: Math.max(...inside.map(({ high }) => high)),
            low: Math.min(...inside.map(({ low }) => low)),
            close: last.close,
          });
        });
        return eventsSource([...ones, ...tens]);
      };
    const pipeline = definePipeline({
      name: 'two-lengths',
      params: z.strictObject({}),
      feeds: () => ({
        one$: bars({ symbols: ['SPY'], every: '1m' }),
        ten$: bars({ symbols: ['SPY'], every: '10m' }),
      }),
      flow: ({ one$, ten$ }) =>
        merge(one$, ten$).pipe(
          pairwise(),
          filter(([before]) => before.every === '10m'),
          map(([{ open, close }, now]) => holdWhile(close > open && now.close > 0)),
        ),
    });

    it('catches the longer bar that is told before the shorter ones in it', async () => {
      const trial = { pipeline, events: minutes, decisionsAtLeast: 2 };
      const early = withTens(({ at }) => at - 540_000);
      expect(await brokenLaws({ ...trial, source: withTens(({ at }) => at) })).toEqual([]);
      expect(await brokenLaws({ ...trial, source: early })).toEqual([prefix, scramble]);
    });
  });

  it('catches an engine that reads ahead in a batch', async () => {
    const batches =
      (tell: (batch: readonly MarketEvent[]) => readonly MarketEvent[]) =>
      (tape: readonly MarketEvent[]): Source => ({
        ...eventsSource(tape),
        // eslint-disable-next-line @typescript-eslint/require-await -- a source is read asynchronously
        rows: async function* () {
          for (let from = 0; from < tape.length; from += 16) yield tell(tape.slice(from, from + 16));
        },
      });
    const ahead = (batch: readonly MarketEvent[]): readonly MarketEvent[] =>
      batch.map((event, index) => {
        const later = batch[index + 1];
        if (event.kind !== 'bar' || later?.kind !== 'bar') return event;
        const { close } = later;
        return { ...event, close, high: Math.max(event.high, close), low: Math.min(event.low, close) };
      });
    const honest = batches((batch) => batch);
    expect(await brokenLaws({ pipeline: follower, source: honest })).toEqual([]);
    expect(await brokenLaws({ pipeline: follower, source: batches(ahead) })).toEqual([prefix, scramble]);
  });

  it('catches state that is born outside the flow', async () => {
    let seen = 0;
    const pipeline = holding((bar$) => bar$.pipe(map(() => (seen += 1) % 7 < 3)));
    expect(await brokenLaws({ pipeline })).toEqual(expect.arrayContaining([repeat, marbles]));
  });

  it('catches a timer without a clock', async () => {
    const pipeline = holding(
      pipe(
        debounceTime(1000),
        pairwise(),
        map(([before, now]) => now.close > before.close),
      ),
    );
    expect(await brokenLaws({ pipeline })).toContain(enough);
  });

  it('catches dice of the host', async () => {
    const pipeline = holding((bar$) => bar$.pipe(map(() => Math.random() < 0.5)));
    expect(await brokenLaws({ pipeline })).toEqual(expect.arrayContaining([repeat, prefix]));
  });

  it('catches a change to what it was given', async () => {
    const pipeline = holding((bar$) =>
      bar$.pipe(map((one) => Object.assign(one, { close: Math.round(one.close) }).close % 2 === 0)),
    );
    expect(await brokenLaws({ pipeline })).toContain(enough);
  });

  it('catches an intent without a reason', async () => {
    const pipeline = definePipeline({
      ...follower,
      flow: (streams, context) =>
        follower.flow(streams, context).pipe(map((one) => ({ ...one, because: ' ' }))),
    });
    expect(await brokenLaws({ pipeline })).toEqual([reason]);
  });

  it('says how many decisions the data gave where they are too few to prove anything', async () => {
    const { [enough]: problems } = await problemsOf({ pipeline: follower, decisionsAtLeast: 1000 });
    expect(problems?.join()).toMatch(
      /^only \d+ decisions .* until the median cut at 2024-\d\d-\d\dT.*, and 1000 are needed/,
    );
  });

  it('says at which cut and entry a law breaks', async () => {
    const pipeline = (tape: readonly MarketEvent[]) =>
      holding((bar$) => bar$.pipe(map(({ close }) => close > (closesOf(tape).at(-1) ?? 0))));
    const { [scramble]: problems } = await problemsOf({ pipeline });
    expect(problems?.join()).toMatch(
      /^\d+ of 20 cuts; the first is after 2024-.*: the run says .*; the run with another future says /,
    );
  });
});
