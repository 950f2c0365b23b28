import { describe, expect, it } from '@jest/globals';
import {
  asapScheduler,
  asyncScheduler,
  auditTime,
  bufferTime,
  debounceTime,
  delay,
  interval,
  type Observable,
  observeOn,
  of,
  queueScheduler,
  ReplaySubject,
  Subject,
  throttleTime,
  timeInterval,
  timeout,
  timer,
  timestamp,
} from 'rxjs';
import { EngineClock } from '../../src/time/engine-clock.js';
import { withOwner } from '../../src/time/redirect-timers.js';

/** A turn that counts the timers which came without a clock. */
const stage = (name = 'p') => {
  const engine = new EngineClock();
  engine.moveTo(1_000);
  const told: string[] = [];
  const owner = { clock: engine.forPipeline(name), unclocked: () => void told.push(name) };
  const said: [at: number, what: unknown][] = [];
  const listen = (stream$: Observable<unknown>): void => {
    withOwner(owner, () => stream$.subscribe((value) => said.push([engine.now(), value])));
  };
  const runTo = (at: number): void => {
    while (engine.nextDue() <= at) withOwner(owner, () => engine.ring());
    engine.moveTo(at);
  };
  const inTurn = (body: () => void): void => withOwner(owner, body);
  return { engine, owner, told, said, listen, runTo, inTurn };
};

describe('withOwner', () => {
  it.each<[string, (tick$: Observable<number>) => Observable<unknown>, readonly [number, unknown][]]>([
    ['debounceTime', (tick$) => tick$.pipe(debounceTime(50)), [[1_060, 2]]],
    ['auditTime', (tick$) => tick$.pipe(auditTime(50)), [[1_050, 2]]],
    ['throttleTime', (tick$) => tick$.pipe(throttleTime(50)), [[1_000, 1]]],
    // biome-ignore format: a row is a row
    ['delay', (tick$) => tick$.pipe(delay(50)), [[1_050, 1], [1_060, 2]]],
    // biome-ignore format: a row is a row
    ['observeOn asap', (tick$) => tick$.pipe(observeOn(asapScheduler)), [[1_000, 1], [1_010, 2]]],
  ])('runs %s without a clock on the engine clock', (_name, play, expected) => {
    const { said, told, listen, runTo, inTurn } = stage();
    const tick$ = new Subject<number>();
    listen(play(tick$));
    inTurn(() => tick$.next(1));
    runTo(1_010);
    inTurn(() => tick$.next(2));
    runTo(1_100);
    expect(said).toEqual(expected);
    expect(told.length).toBeGreaterThan(0);
  });

  it('runs timers that repeat on the engine clock, told once', () => {
    const { said, told, listen, runTo } = stage();
    listen(interval(20));
    listen(timer(5, 30));
    runTo(1_065);
    expect(said).toEqual([
      [1_005, 0],
      [1_020, 0],
      [1_035, 1],
      [1_040, 1],
      [1_060, 2],
      [1_065, 2],
    ]);
    expect(told).toEqual(['p', 'p']);
  });

  it('runs a queue that waits on the engine clock, and one that does not wait at once', () => {
    const { said, told, runTo, inTurn, engine } = stage();
    inTurn(() => {
      queueScheduler.schedule(() => said.push([engine.now(), 'waited']), 10);
      queueScheduler.schedule(() => said.push([engine.now(), 'at once']));
    });
    runTo(1_100);
    expect(said).toEqual([
      [1_000, 'at once'],
      [1_010, 'waited'],
    ]);
    expect(told).toEqual(['p']);
  });

  it('fails a timeout at engine time', () => {
    const { engine, inTurn, runTo } = stage();
    const failedAt: number[] = [];
    inTurn(() => {
      const tick$ = new Subject<number>();
      tick$.pipe(timeout(30)).subscribe({ error: () => failedAt.push(engine.now()) });
    });
    runTo(1_100);
    expect(failedAt).toEqual([1_030]);
  });

  it('stamps with engine time, which is no timer', () => {
    const { said, told, listen, inTurn, runTo } = stage();
    const tick$ = new Subject<string>();
    listen(tick$.pipe(timestamp()));
    listen(tick$.pipe(timeInterval()));
    runTo(1_007.25);
    inTurn(() => tick$.next('x'));
    expect(said).toEqual([
      [1_007.25, { value: 'x', timestamp: 1_007.25 }],
      [1_007.25, { value: 'x', interval: 7.25 }],
    ]);
    expect(told).toEqual([]);
  });

  it('forgets what a ReplaySubject remembers by engine time', () => {
    const { said, listen, inTurn, runTo } = stage();
    const recent$ = new ReplaySubject<string>(10, 50);
    inTurn(() => recent$.next('old'));
    runTo(1_040);
    inTurn(() => recent$.next('new'));
    runTo(1_060);
    listen(recent$);
    expect(said).toEqual([[1_060, 'new']]);
  });

  it('leaves bufferTime to its own rhythm', () => {
    const { said, listen, inTurn, runTo } = stage();
    const tick$ = new Subject<number>();
    listen(tick$.pipe(bufferTime(100)));
    runTo(1_030);
    inTurn(() => tick$.next(1));
    runTo(1_200);
    expect(said).toEqual([
      [1_100, [1]],
      [1_200, []],
    ]);
  });

  it('leaves timers outside a turn to the host', async () => {
    const { engine, told } = stage();
    const stamps: number[] = [];
    await new Promise<void>((resolve) => {
      asyncScheduler.schedule(() => {
        stamps.push(asyncScheduler.now());
        resolve();
      }, 1);
    });
    expect(stamps[0]).toBeGreaterThan(1_000_000_000_000);
    expect([engine.nextDue(), told]).toEqual([Number.POSITIVE_INFINITY, []]);
  });

  it('gives the host its time back when a turn fails', () => {
    const { inTurn } = stage();
    const broken = new Error('in the turn');
    const fail = (): never => {
      throw broken;
    };
    expect(() => inTurn(fail)).toThrow(broken);
    const stamps: number[] = [];
    of('x')
      .pipe(timestamp())
      .subscribe(({ timestamp: at }) => stamps.push(at));
    expect([stamps[0], asyncScheduler.now()].every((at) => (at ?? 0) > 1_000_000_000_000)).toBe(true);
  });

  it('gives each of two nested turns its own clock', () => {
    const outer = stage('outer');
    const inner = stage('inner');
    inner.engine.moveTo(5_000);
    const seen: number[] = [];
    outer.inTurn(() => {
      seen.push(asyncScheduler.now());
      inner.inTurn(() => {
        seen.push(asyncScheduler.now());
        timer(10).subscribe();
      });
      seen.push(asyncScheduler.now());
      timer(10).subscribe();
    });
    expect(seen).toEqual([1_000, 5_000, 1_000]);
    expect([outer.engine.nextDue(), inner.engine.nextDue()]).toEqual([1_010, 5_010]);
    expect([outer.told, inner.told]).toEqual([['outer'], ['inner']]);
  });

  it('lets the owner refuse, in the line that reached for the timer', () => {
    const { engine, owner } = stage();
    const refusing = {
      ...owner,
      unclocked: () => {
        throw new Error('no clock');
      },
    };
    const failures: unknown[] = [];
    withOwner(refusing, () => {
      const tick$ = new Subject<number>();
      tick$.pipe(debounceTime(50)).subscribe({ error: (error: unknown) => failures.push(error) });
      tick$.next(1);
    });
    expect(String(failures[0])).toBe('Error: no clock');
    expect(engine.nextDue()).toBe(Number.POSITIVE_INFINITY);
  });
});
