import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Bar } from 'millrace';
import { action, bar, marbles, operatorContract } from 'millrace/testing';
import { forwardAdjusted } from '../../operators/forward-adjusted.js';
import { streamed } from './streamed.js';

const at = (price: number, volume: number | null = 100): Bar =>
  bar({ open: price, high: price + 1, low: price - 1, close: price, volume });
const split = action({ value: 2 });
const dividend = action({ action: 'dividend', value: 10 });

describe('forwardAdjusted', () => {
  it(
    'goes on after a split as if nothing had been split, and swallows it',
    marbles((m) => {
      const event$ = m.cold('-a-s-b-|', { a: at(100), s: split, b: at(51) });
      const listening = '    ^------!';
      const expected = '     -y---z-|';
      m.expectObservable(event$.pipe(forwardAdjusted())).toBe(expected, {
        y: at(100),
        z: { ...at(51), open: 102, high: 104, low: 100, close: 102, volume: 50 },
      });
      m.expectSubscriptions(event$.subscriptions).toBe(listening);
    }),
  );

  it(
    'goes on after a dividend as if it had been put back at the price after it',
    marbles((m) => {
      // 100 less 10 is 90; a holder of one share has 10/9 shares of 99.
      const event$ = m.cold('-a-d-b-|', { a: at(100), d: dividend, b: at(99, null) });
      const expected = '     -y---z-|';
      const growth = 100 / 90;
      m.expectObservable(event$.pipe(forwardAdjusted())).toBe(expected, {
        y: at(100),
        z: { ...at(99, null), open: 99 * growth, high: 100 * growth, low: 98 * growth, close: 99 * growth },
      });
    }),
  );

  it('counts a dividend and a split of one day both, the dividend in old units', () => {
    const [, last] = streamed(forwardAdjusted(), [at(100), dividend, split, at(45)]);
    expect(last?.close).toBeCloseTo(100, 12);
  });

  it('restates both sides of the market', () => {
    const sides = { open: 10, high: 10, low: 10, close: 10 };
    const [made] = streamed(forwardAdjusted(), [split, bar({ close: 10, bid: sides, ask: sides })]);
    expect([made?.bid?.close, made?.ask?.high]).toEqual([20, 20]);
  });

  it('is not moved by a dividend before the first bar, nor by one as large as the price', () => {
    const huge = action({ action: 'dividend', value: 100 });
    expect(streamed(forwardAdjusted(), [dividend, at(100), huge, at(90)]).map(({ close }) => close)).toEqual([
      100, 90,
    ]);
  });

  it('shows the returns that the raw prices had between actions, and none over them', () => {
    const step = fc.record({
      change: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
      ratio: fc.constantFrom(1, 1, 1, 2, 3, 0.1),
      paid: fc.constantFrom(0, 0, 0, 0.01, 0.3),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let price = 100;
        let wanted = 100;
        const expected = [100];
        const tape = [at(price)] as (Bar | ReturnType<typeof action>)[];
        for (const { change, ratio, paid } of steps) {
          if (paid > 0) tape.push(action({ action: 'dividend', value: paid * price }));
          if (ratio !== 1) tape.push(action({ value: ratio }));
          price = ((price * (1 - paid)) / ratio) * change;
          wanted *= change;
          tape.push(bar({ open: price, high: price, low: price, close: price }));
          expected.push(wanted);
        }
        streamed(forwardAdjusted(), tape).forEach(({ close }, index) => {
          expect(close / (expected[index] ?? Number.NaN)).toBeCloseTo(1, 9);
        });
      }),
    );
  });
});

operatorContract('forwardAdjusted', forwardAdjusted, [at(100), split, at(50), dividend, at(41), at(42)]);
