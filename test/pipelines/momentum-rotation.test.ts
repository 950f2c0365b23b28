import { describe, expect, it } from '@jest/globals';
import type { PositionEvent } from 'millrace';
import { bar, type Marbles, marbles, pipelineContext } from 'millrace/testing';
import { buffer, connect, debounceTime, map, mergeMap, type Observable } from 'rxjs';
import type { z } from 'zod';
import { momentumRotation } from '../../pipelines/momentum-rotation.js';

type Params = z.input<typeof momentumRotation.params>;

/** Closes of A, B and C at one instant, null where one has none. A month is ten columns. */
const closes = {
  a: [100, 100, 100],
  b: [110, 105, 90],
  c: [110, 120, 99],
  d: [220, 120, 99],
  k: [null, 100, 100],
  n: [null, 120, 90],
  o: [110, null, null],
  p: [110, 110, 105],
  q: [90, 90, 80],
} as const;

const held = (symbol: string, quantity: number): PositionEvent => ({
  kind: 'position',
  at: 0,
  symbol,
  quantity,
  averagePrice: null,
  lots: [],
});
const positions = { A: held('A', 10), B: held('B', 10), x: held('A', 0) };

interface World {
  readonly positions?: string;
  readonly params?: Partial<Params>;
}

/** Momentum is the move of one bar. */
const intents = (m: Marbles, instants: string, world: World = {}) => {
  const at = () => m.clock.now();
  const month = () => String(1 + Math.floor(at() / 10)).padStart(2, '0');
  const bar$ = m
    .hot(instants, closes)
    .pipe(
      mergeMap((row) =>
        row.flatMap((close, place) =>
          close === null
            ? []
            : [bar({ symbol: 'ABC'.charAt(place), close, at: at(), sessionDate: `2024-${month()}-01` })],
        ),
      ),
    );
  const context = pipelineContext(momentumRotation, {
    params: { symbols: ['A', 'B', 'C'], span: 1, weight: 0.9, ...world.params },
    clock: m.clock,
  });
  const position$ = m.hot(world.positions ?? '', positions);
  return momentumRotation.flow({ bar$, position$ }, context);
};

/** What is wished at one instant, in the order in which it is said. */
const wishes = (m: Marbles, ...of: [string, World?]): Observable<string> =>
  intents(m, ...of).pipe(
    map((intent) => {
      if (intent.kind !== 'target') return intent.kind;
      return `${intent.symbol} ${intent.weight ?? intent.quantity}`;
    }),
    connect((wish$) => wish$.pipe(buffer(wish$.pipe(debounceTime(0, m.clock))))),
    map((all) => all.join(', ')),
  );

describe('momentumRotation', () => {
  it(
    'holds the strongest of a month from the first bar of the next one on, whatever that bar says',
    marbles((m) => {
      const bars = '    -a----b-----q---c---'; // + 10, + 5 and - 10 % at the end of the month
      const expected = '------------y-------';
      m.expectObservable(wishes(m, bars)).toBe(expected, { y: 'B 0, C 0, A 0.9' });
    }),
  );

  it(
    'chooses anew every month, by the last bar of each',
    marbles((m) => {
      const bars = '    -a----b-----q---c----a---'; // then + 22, + 33 and + 24 %
      const expected = '------------y--------z---';
      m.expectObservable(wishes(m, bars)).toBe(expected, { y: 'B 0, C 0, A 0.9', z: 'A 0, C 0, B 0.9' });
    }),
  );

  it(
    'says nothing before a month is over whose moves it knows',
    marbles((m) => {
      const bars = '    -a----------b----q----c--';
      const expected = '----------------------y--';
      m.expectObservable(wishes(m, bars)).toBe(expected, { y: 'A 0, B 0, C 0' });
    }),
  );

  it(
    'holds as many as it is told, in equal parts',
    marbles((m) => {
      const bars = '    -a----b-----q-------';
      const expected = '------------y-------';
      m.expectObservable(wishes(m, bars, { params: { top: 2 } })).toBe(expected, {
        y: 'C 0, A 0.45, B 0.45',
      });
    }),
  );

  it(
    'ranks equals as they are listed',
    marbles((m) => {
      const bars = '    -a----p-----q-------'; // + 10, + 10 and + 5 %
      const expected = '------------y-------';
      m.expectObservable(wishes(m, bars)).toBe(expected, { y: 'B 0, C 0, A 0.9' });
      m.expectObservable(wishes(m, bars, { params: { symbols: ['C', 'B', 'A'] } })).toBe(expected, {
        y: 'C 0, A 0, B 0.9',
      });
    }),
  );

  it(
    'leaves a part in cash for which nothing has moved enough',
    marbles((m) => {
      const bars = '    -a----b-----q-------';
      const expected = '------------y-------';
      const holding = (params: Partial<Params>) => wishes(m, bars, { params });
      m.expectObservable(holding({ top: 3 })).toBe(expected, { y: 'C 0, A 0.3, B 0.3' });
      m.expectObservable(holding({ top: 3, minMomentum: 0.07 })).toBe(expected, { y: 'B 0, C 0, A 0.3' });
      m.expectObservable(holding({ minMomentum: 0.2 })).toBe(expected, { y: 'A 0, B 0, C 0' });
      m.expectObservable(holding({ top: 3, minMomentum: -1 })).toBe(expected, { y: 'A 0.3, B 0.3, C 0.3' });
    }),
  );

  it(
    'does not hold what had no bar in the month, though it begins the next one',
    marbles((m) => {
      const bars = '    -a----b-----k---n----o---';
      const expected = '------------y--------z---';
      m.expectObservable(wishes(m, bars)).toBe(expected, { y: 'B 0, C 0, A 0.9', z: 'A 0, C 0, B 0.9' });
    }),
  );

  it(
    'decides after a month without any bar by the month before it',
    marbles((m) => {
      const bars = '    -a----b----------------q-';
      const expected = '-----------------------y-';
      m.expectObservable(wishes(m, bars)).toBe(expected, { y: 'B 0, C 0, A 0.9' });
    }),
  );

  it(
    'sells first, and buys when what it sells has had a bar',
    marbles((m) => {
      const bars = '     -a----b-----q---c----a--k--c-'; // k has no bar of A
      const positions = '--------------A--------------';
      const expected = ' ------------y--------z-----w-';
      m.expectObservable(wishes(m, bars, { positions })).toBe(expected, {
        y: 'B 0, C 0, A 0.9',
        z: 'A 0, C 0',
        w: 'B 0.9',
      });
    }),
  );

  it(
    'waits for nothing that is sold already',
    marbles((m) => {
      const bars = '     -a----b-----q---c----a--c-';
      const positions = '--------------A-x----------';
      const expected = ' ------------y--------z-----';
      m.expectObservable(wishes(m, bars, { positions })).toBe(expected, {
        y: 'B 0, C 0, A 0.9',
        z: 'A 0, C 0, B 0.9',
      });
    }),
  );

  it(
    'cuts what has outgrown its part before it adds to the rest',
    marbles((m) => {
      const bars = '     -a----b-----q---d----a--c-'; // A is at 220, B at 120
      const positions = '-------------A-B-----------';
      const expected = ' ------------y--------z--w--';
      m.expectObservable(wishes(m, bars, { positions, params: { top: 2 } })).toBe(expected, {
        y: 'C 0, A 0.45, B 0.45',
        z: 'C 0, A 0.45',
        w: 'B 0.45',
      });
    }),
  );

  it(
    'leaves its part to what it holds and cannot sell, for it had no bar',
    marbles((m) => {
      const bars = '     -a----b-----k---n----o---';
      const positions = '--------------A----------';
      const expected = ' ------------y--------z---';
      m.expectObservable(wishes(m, bars, { positions })).toBe(expected, {
        y: 'B 0, C 0, A 0.9',
        z: 'A 0, B 0, C 0',
      });
      m.expectObservable(wishes(m, bars, { positions, params: { top: 2 } })).toBe(expected, {
        y: 'C 0, A 0.45, B 0.45',
        z: 'A 0, C 0, B 0.45',
      });
    }),
  );

  it(
    'forgets what it has not bought when the next month begins',
    marbles((m) => {
      const bars = '     -a----b-----q---c----k---n-----q--c--';
      const positions = '--------------A----------------------';
      const expected = ' ------------y--------z---------w-----'; // A, which it waits for, stays away
      m.expectObservable(wishes(m, bars, { positions })).toBe(expected, {
        y: 'B 0, C 0, A 0.9',
        z: 'A 0, C 0',
        w: 'A 0, B 0, C 0',
      });
    }),
  );

  it(
    'gives the momentum, its month and its rank as its reason',
    marbles((m) => {
      const bars = '    -a----b-----k---n----o---';
      const expected = '------------(BCA)----(acb)';
      m.expectObservable(intents(m, bars).pipe(map(({ because }) => because))).toBe(expected, {
        A: 'momentum of 10.00 % in 2024-01, 1 of 3',
        B: 'momentum of 5.00 % in 2024-01, 2 of 3',
        C: 'momentum of -10.00 % in 2024-01, too little',
        a: 'no momentum in 2024-02',
        b: 'momentum of 20.00 % in 2024-02, 1 of 2',
        c: 'momentum of -10.00 % in 2024-02, too little',
      });
    }),
  );

  it(
    'asks to be sized anew where the weight has drifted further than it may',
    marbles((m) => {
      const bars = '    -a----b-----q-------';
      const expected = '------------(BCA)----';
      const rebalance$ = intents(m, bars, { params: { toleranceWeight: 0.1 } }).pipe(
        map((intent) => (intent.kind === 'target' ? intent.rebalance : intent.kind)),
      );
      m.expectObservable(rebalance$).toBe(expected, { B: null, C: null, A: { toleranceWeight: 0.1 } });
    }),
  );

  it('asks for as many bars before trading as its momentum needs', () => {
    const params = momentumRotation.params.parse({ symbols: ['SPY', 'AAPL'] });
    expect(params).toEqual({
      symbols: ['SPY', 'AAPL'],
      every: '1d',
      span: 126,
      top: 1,
      minMomentum: 0,
      weight: 0.95,
      toleranceWeight: 0.02,
    });
    expect(momentumRotation.warmup?.(params)).toEqual({ bars: 126 });
    expect(momentumRotation.feeds(params)).toEqual({
      bar$: expect.objectContaining({ feed: 'bars', symbols: ['SPY', 'AAPL'], every: '1d' }),
      position$: { feed: 'position' },
    });
  });

  it.each([
    { wrong: { symbols: [] }, reason: /symbols/ },
    { wrong: { symbols: ['SPY', 'AAPL', 'SPY'] }, reason: /must be different/ },
    { wrong: { symbols: ['SPY'], top: 0 }, reason: /top/ },
    { wrong: { symbols: ['SPY'], weight: 0 }, reason: /weight/ },
    { wrong: { symbols: ['SPY'], toleranceWeight: -1 }, reason: /toleranceWeight/ },
  ])('refuses $wrong', ({ wrong, reason }) => {
    expect(() => momentumRotation.params.parse(wrong)).toThrow(reason);
  });
});
