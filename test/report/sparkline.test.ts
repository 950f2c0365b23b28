import { describe, expect, it } from '@jest/globals';
import { sparkline } from '../../src/report/sparkline.js';

describe('sparkline', () => {
  it('draws the lowest value lowest and the highest highest', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([10, 5, 10], 80)).toBe('█▁█');
  });

  it('ends with the last value, though columns are fewer', () => {
    expect(sparkline([5, 9, 5, 0, 5, 9, 1, 7], 4)).toBe('█▁█▆');
  });

  it('draws a flat line in the middle and nothing of nothing', () => {
    expect(sparkline([3, 3, 3], 3)).toBe('▄▄▄');
    expect(sparkline([], 80)).toBe('');
  });

  it('bears more values than a call takes arguments', () => {
    expect(
      sparkline(
        Array.from({ length: 300_000 }, (_, index) => index),
        3,
      ),
    ).toBe('▁▅█');
  });
});
