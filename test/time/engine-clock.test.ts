import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  auditTime,
  bufferTime,
  concatMap,
  debounceTime,
  defer,
  delay,
  interval,
  map,
  mergeAll,
  mergeMap,
  Observable,
  observeOn,
  of,
  ReplaySubject,
  retry,
  type SchedulerLike,
  Subject,
  take,
  throttleTime,
  throwError,
  timeInterval,
  timeout,
  timer,
  timestamp,
  VirtualTimeScheduler,
  windowTime,
} from 'rxjs';
import { EngineClock } from '../../src/time/engine-clock.js';
import { TimerHeap } from '../../src/time/timer-heap.js';

/** Everything a stream said, with the instant at which it said it. */
type Story = readonly (readonly [at: number, what: unknown])[];

/** What happens outside: instants at which something arrives. */
type Arrivals = readonly number[];

type Play = (arrival$: Observable<number>, clock: SchedulerLike) => Observable<unknown>;

const UNTIL = 400;

/** Rings timers up to an instant, each at its own time, as the wheel does. */
const ringUpTo = (clock: EngineClock, at: number): void => {
  while (clock.nextDue() <= at) clock.ring();
  clock.moveTo(at);
};

const onEngineClock = (arrivals: Arrivals, play: Play): Story => {
  const engine = new EngineClock();
  engine.moveTo(0);
  const clock = engine.forPipeline('p');
  const arrival$ = new Subject<number>();
  const story: [number, unknown][] = [];
  const subscription = play(arrival$, clock).subscribe(recorder(story, () => clock.now()));
  for (const at of arrivals) {
    ringUpTo(engine, at);
    arrival$.next(at);
  }
  ringUpTo(engine, UNTIL);
  subscription.unsubscribe();
  return story;
};

/** The same under rxjs's own virtual time; arrivals are no timers there either, so that ties fall alike. */
const onVirtualTime = (arrivals: Arrivals, play: Play): Story => {
  const clock = new VirtualTimeScheduler(undefined, 0);
  const arrival$ = new Subject<number>();
  const story: [number, unknown][] = [];
  const subscription = play(arrival$, clock).subscribe(recorder(story, () => clock.now()));
  for (const at of arrivals) {
    clock.maxFrames = at;
    clock.flush();
    clock.frame = at;
    arrival$.next(at);
  }
  clock.maxFrames = UNTIL;
  clock.flush();
  subscription.unsubscribe();
  return story;
};

const recorder = (story: [number, unknown][], now: () => number) => ({
  next: (value: unknown) => void story.push([now(), value]),
  error: (error: unknown) => void story.push([now(), `failed: ${String(error)}`]),
  complete: () => void story.push([now(), 'complete']),
});

const OPERATORS: Readonly<Record<string, Play>> = {
  debounceTime: (arrival$, clock) => arrival$.pipe(debounceTime(10, clock)),
  bufferTime: (arrival$, clock) => arrival$.pipe(bufferTime(25, clock)),
  'bufferTime that overlaps': (arrival$, clock) => arrival$.pipe(bufferTime(30, 10, clock)),
  'bufferTime of a size': (arrival$, clock) => arrival$.pipe(bufferTime(30, null, 3, clock)),
  auditTime: (arrival$, clock) => arrival$.pipe(auditTime(15, clock)),
  throttleTime: (arrival$, clock) => arrival$.pipe(throttleTime(15, clock)),
  'throttleTime that trails': (arrival$, clock) =>
    arrival$.pipe(throttleTime(15, clock, { leading: false, trailing: true })),
  delay: (arrival$, clock) => arrival$.pipe(delay(20, clock)),
  windowTime: (arrival$, clock) =>
    arrival$.pipe(
      windowTime(25, clock),
      mergeMap((window$, index) => window$.pipe(map((value) => [index, value]))),
    ),
  timeout: (arrival$, clock) => arrival$.pipe(timeout({ each: 30, scheduler: clock })),
  'timeout with a stream instead': (arrival$, clock) =>
    arrival$.pipe(timeout({ first: 8, with: () => of('late'), scheduler: clock })),
  timestamp: (arrival$, clock) => arrival$.pipe(timestamp(clock)),
  timeInterval: (arrival$, clock) => arrival$.pipe(timeInterval(clock)),
  interval: (_arrival$, clock) => interval(7, clock),
  'timer once': (_arrival$, clock) => timer(13, clock),
  'timer at a date': (_arrival$, clock) => timer(new Date(40), clock),
  'timer again and again': (_arrival$, clock) => timer(5, 11, clock).pipe(take(9)),
  'a timer an arrival': (arrival$, clock) =>
    arrival$.pipe(concatMap((at) => timer(9, clock).pipe(map(() => at)))),
  observeOn: (arrival$, clock) => arrival$.pipe(observeOn(clock, 4)),
  'retry after a delay': (_arrival$, clock) => {
    let attempts = 0;
    const flaky$ = defer(() => {
      attempts += 1;
      return attempts < 5 ? throwError(() => new Error('not yet')) : of(attempts);
    });
    return flaky$.pipe(retry({ delay: (_error, count) => timer(count * 10, clock) }));
  },
  'ReplaySubject with a window': (arrival$, clock) => {
    const recent$ = new ReplaySubject<number>(Number.POSITIVE_INFINITY, 40, clock);
    return new Observable<unknown>((listener) => {
      const feeding = arrival$.subscribe(recent$);
      const asking = interval(50, clock)
        .pipe(map(() => remembered(recent$)))
        .subscribe(listener);
      return () => {
        feeding.unsubscribe();
        asking.unsubscribe();
      };
    });
  },
  'streams side by side': (arrival$, clock) =>
    of(arrival$.pipe(debounceTime(6, clock)), arrival$.pipe(delay(6, clock)), interval(3, clock)).pipe(
      mergeAll(),
    ),
};

/** What a replay says to one who listens just now. */
const remembered = (recent$: Observable<number>): readonly number[] => {
  const seen: number[] = [];
  recent$.subscribe((value) => seen.push(value)).unsubscribe();
  return seen;
};

/** Arrivals that never fall: several may share an instant. */
const arrivals = fc
  .array(fc.integer({ min: 0, max: 30 }), { maxLength: 25 })
  .map((gaps) => gaps.reduce<number[]>((times, gap) => [...times, (times.at(-1) ?? 0) + gap], []))
  .map((times) => times.filter((at) => at < UNTIL));

describe('EngineClock beside rxjs virtual time', () => {
  it.each(Object.entries(OPERATORS))('%s says the same at the same instants', (_name, play) => {
    fc.assert(
      fc.property(arrivals, (times) => {
        expect(onEngineClock(times, play)).toEqual(onVirtualTime(times, play));
      }),
      { numRuns: 60 },
    );
  });

  it('compares streams that speak', () => {
    const times = [0, 3, 3, 20, 41, 42, 90, 200];
    const silent = Object.entries(OPERATORS).filter(([, play]) => onEngineClock(times, play).length === 0);
    expect(silent).toEqual([]);
  });
});

describe('EngineClock', () => {
  it('rings timers of one instant in the order in which they were set', () => {
    const engine = new EngineClock();
    engine.moveTo(100);
    const clock = engine.forPipeline('p');
    const rang: string[] = [];
    clock.schedule(() => rang.push('set first, due at 110'), 10);
    clock.schedule(() => rang.push('due at 105'), 5);
    engine.moveTo(105);
    clock.schedule(() => rang.push('set third, due at 110'), 5);
    ringUpTo(engine, 110);
    expect(rang).toEqual(['due at 105', 'set first, due at 110', 'set third, due at 110']);
  });

  it('shows every timer its own due time', () => {
    const engine = new EngineClock();
    engine.moveTo(0);
    const clock = engine.forPipeline('p');
    const seen: number[] = [];
    for (const delayMs of [30, 10.25, 20]) clock.schedule(() => seen.push(clock.now()), delayMs);
    ringUpTo(engine, 1_000);
    expect(seen).toEqual([10.25, 20, 30]);
    expect(clock.now()).toBe(1_000);
  });

  it('never goes back for a timer whose delay is negative', () => {
    const engine = new EngineClock();
    engine.moveTo(50);
    const clock = engine.forPipeline('p');
    const seen: number[] = [];
    clock.schedule(() => seen.push(clock.now()), -20);
    ringUpTo(engine, 60);
    expect(seen).toEqual([50]);
  });

  it('says whose timer is next', () => {
    const engine = new EngineClock();
    engine.moveTo(0);
    engine.forPipeline('late').schedule(() => undefined, 2);
    engine.forPipeline('early').schedule(() => undefined, 1);
    expect([engine.nextPipeline(), engine.nextDue()]).toEqual(['early', 1]);
    engine.discard();
    expect([engine.nextPipeline(), engine.nextDue()]).toEqual(['late', 2]);
    engine.discard();
    expect([engine.nextPipeline(), engine.nextDue()]).toEqual([undefined, Number.POSITIVE_INFINITY]);
  });

  it('does not ring what was taken back, nor what has an endless delay', () => {
    const engine = new EngineClock();
    engine.moveTo(0);
    const clock = engine.forPipeline('p');
    const rang: string[] = [];
    clock.schedule(() => rang.push('taken back'), 5).unsubscribe();
    clock.schedule(() => rang.push('endless'), Number.POSITIVE_INFINITY);
    clock.schedule(() => rang.push('rings'), 5);
    ringUpTo(engine, 1_000_000);
    expect(rang).toEqual(['rings']);
  });

  it('lets a timer take itself back while it rings', () => {
    const engine = new EngineClock();
    engine.moveTo(0);
    const rang: number[] = [];
    engine.forPipeline('p').schedule<number>(function (count = 0) {
      rang.push(count);
      this.schedule(count + 1, 10);
      if (count === 2) this.unsubscribe();
    }, 10);
    ringUpTo(engine, 1_000);
    expect(rang).toEqual([0, 1, 2]);
  });

  it('serves a debounce that resets its timer at every tick', () => {
    const engine = new EngineClock();
    engine.moveTo(0);
    const tick$ = new Subject<number>();
    const quiet: number[] = [];
    tick$.pipe(debounceTime(1_000, engine.forPipeline('p'))).subscribe((value) => quiet.push(value));
    for (let at = 1; at <= 100_000; at += 1) {
      ringUpTo(engine, at);
      tick$.next(at);
    }
    ringUpTo(engine, 300_000);
    expect(quiet).toEqual([100_000]);
  });

  it('is left empty by an interval that was unsubscribed after many firings', () => {
    const engine = new EngineClock();
    engine.moveTo(0);
    const seen: number[] = [];
    const subscription = interval(1, engine.forPipeline('p')).subscribe((n) => seen.push(n));
    ringUpTo(engine, 50_000);
    subscription.unsubscribe();
    expect([seen.length, engine.nextDue()]).toEqual([50_000, Number.POSITIVE_INFINITY]);
  });
});

/** What is done to a heap: a timer set, the next one taken, or one of the living taken back. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ set: fc.integer({ min: 0, max: 20 }) }) },
  { weight: 2, arbitrary: fc.constant('pop' as const) },
  { weight: 3, arbitrary: fc.record({ remove: fc.nat() }) },
);

/** Places a heap takes up in memory, the dead included: nobody but this test has to know. */
const slots = (heap: TimerHeap): number => (Reflect.get(heap, 'timers') as unknown[]).length;

describe('TimerHeap', () => {
  it('does what a sorted list does, whatever is set, taken and taken back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
        const heap = new TimerHeap();
        const model: ReturnType<TimerHeap['push']>[] = [];
        const byDue = (): void => void model.sort((a, b) => a.due - b.due || a.serial - b.serial);
        for (const one of steps) {
          if (one === 'pop') expect(heap.pop()).toBe(model.shift());
          else if ('set' in one) model.push(heap.push(one.set, 'p', { run: () => undefined }));
          else if (model.length > 0) {
            const [gone] = model.splice(one.remove % model.length, 1);
            if (gone) heap.remove(gone);
          }
          byDue();
          expect(heap.peek()).toBe(model[0]);
        }
        while (model.length > 0) expect(heap.pop()).toBe(model.shift());
        expect(heap.pop()).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it('sweeps the dead once they outnumber the living', () => {
    const heap = new TimerHeap();
    const all = Array.from({ length: 1_000 }, (_, due) => heap.push(due, 'p', { run: () => undefined }));
    // The first stays, so that no dead timer ever comes to the top by itself.
    for (const timer of all.slice(1)) heap.remove(timer);
    expect(slots(heap)).toBeLessThan(200);
    expect(heap.pop()).toBe(all[0]);
    expect(heap.pop()).toBeUndefined();
  });

  it('holds no more than the living twice over while one timer is reset for ever', () => {
    const heap = new TimerHeap();
    let most = 0;
    let timer = heap.push(0, 'p', { run: () => undefined });
    heap.push(1, 'p', { run: () => undefined });
    for (let due = 2; due < 20_000; due += 1) {
      heap.remove(timer);
      timer = heap.push(due, 'p', { run: () => undefined });
      most = Math.max(most, slots(heap));
    }
    expect(most).toBeLessThan(200);
  });
});

describe('an engine clock', () => {
  it('takes a way back, or to no time at all, for our own mistake', () => {
    const engine = new EngineClock();
    engine.moveTo(5);
    engine.moveTo(5);
    expect(() => engine.moveTo(4)).toThrow('the clock was moved from 5 back to 4');
    expect(() => engine.moveTo(Number.NaN)).toThrow('from 5 back to NaN');
    expect(engine.now()).toBe(5);
  });
});
