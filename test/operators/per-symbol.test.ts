import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { finalize, map, pairwise, pipe, take } from 'rxjs';
import { perSymbol } from '../../operators/per-symbol.js';

interface Tick {
  readonly symbol: string;
  readonly price: number;
}
const tick = (symbol: string, price: number): Tick => ({ symbol, price });
const a = tick('A', 1);
const b = tick('B', 9);
const c = tick('A', 3);
const d = tick('B', 7);
const rise = pipe(
  pairwise<Tick>(),
  map(([before, now]) => `${now.symbol}${now.price - before.price}`),
);

describe('perSymbol', () => {
  it(
    'keeps the state of each symbol apart and the order of all',
    marbles((m) => {
      const tick$ = m.cold('   -a-b-c-d-|', { a, b, c, d });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(tick$.pipe(perSymbol(rise))).toBe(expected, { y: 'A2', z: 'B-2' });
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it(
    'keeps the order of events of one instant',
    marbles((m) => {
      const expected = '       -----(yz)-|';
      const tick$ = m.cold('   -(ab)(cd)-|', { a, b, c, d });
      m.expectObservable(tick$.pipe(perSymbol(rise))).toBe(expected, { y: 'A2', z: 'B-2' });
    }),
  );

  it(
    'goes silent for a symbol whose operator has ended',
    marbles((m) => {
      const expected = '       -a-b-----|';
      const tick$ = m.cold('   -a-b-c-d-|', { a, b, c, d });
      m.expectObservable(tick$.pipe(perSymbol(take(1)))).toBe(expected, { a, b });
    }),
  );

  it(
    'sends the error of one symbol down the stream and lets go of all',
    marbles((m) => {
      const broken = new Error('B broke');
      const tick$ = m.cold('   -a-b-c-|', { a, b, c });
      const listening = '      ^--!';
      const expected = '       -a-#';
      const rule = map((event: Tick) => {
        if (event === b) throw broken;
        return event;
      });
      m.expectObservable(tick$.pipe(perSymbol(rule))).toBe(expected, { a }, broken);
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it.each([
    { when: 'it is unsubscribed', listening: '^----!' },
    { when: 'its source ends', listening: '^--------------!' },
  ])('releases every symbol when $when', ({ listening }) => {
    let released = 0;
    const counted = finalize<Tick>(() => {
      released += 1;
    });
    marbles((m) => {
      m.expectObservable(m.cold('-a-b-c-|', { a, b, c }).pipe(perSymbol(counted)), listening);
    })();
    expect(released).toBe(2);
  });
});

operatorContract('perSymbol', () => perSymbol(rise), [a, b, c, d, a]);
