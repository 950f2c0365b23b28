import { describe, expect, it } from '@jest/globals';
import { barOf } from '../../../../src/report/html/data/bar-of.js';
import type { SymbolBars } from '../../../../src/report/html/data/symbol-bars.js';

/** Bars that end at 10, 20 and 30, each as soon as the next begins; between the last two the price jumps. */
const at = Float64Array.of(10, 20, 30);
const [open, close] = [Float64Array.of(100, 101, 110), Float64Array.of(101, 102, 111)];
const bars: SymbolBars = { length: 3, time: at, at, open, high: close, low: open, close };

describe('barOf', () => {
  it('takes the bar that the pipeline counted', () => {
    expect(barOf(bars, { at: 20, price: 102, bar: 1 })).toBe(1);
    expect(barOf(bars, { at: 20, price: 102, bar: 2 })).toBe(2);
  });

  it('goes by time where the count is of other bars', () => {
    expect(barOf(bars, { at: 15, price: 101, bar: 0 })).toBe(1);
    expect(barOf(bars, { at: 15, price: 101, bar: null })).toBe(1);
  });

  it('tells a fill at the close from one at the next open by its price', () => {
    expect(barOf(bars, { at: 20, price: 102.1, bar: null })).toBe(1);
    expect(barOf(bars, { at: 20, price: 109.9, bar: null })).toBe(2);
  });

  it('keeps to the bars that are there', () => {
    expect(barOf(bars, { at: 5, price: 100, bar: null })).toBe(0);
    expect(barOf(bars, { at: 99, price: 111, bar: null })).toBe(2);
    expect(barOf(undefined, { at: 5, price: 100, bar: null })).toBe(-1);
  });
});
