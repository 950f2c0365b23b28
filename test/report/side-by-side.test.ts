import { describe, expect, it } from '@jest/globals';
import { sideBySide } from '../../src/report/side-by-side.js';

describe('sideBySide', () => {
  it('keeps rows beside each other and cuts nothing off', () => {
    expect(
      sideBySide(['fill of 647 at 76.3', 'bar 1'], ['fill of 647 at 75.3', 'bar 1', 'bar 2'], 22),
    ).toEqual([
      'fill of     fill of',
      '  647 at      647 at',
      '  76.3        75.3',
      'bar 1       bar 1',
      '            bar 2',
    ]);
  });

  it('is as wide as it may be at the most', () => {
    const lines = sideBySide(['a'.repeat(70)], ['b '.repeat(90)], 61);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(61);
    expect(lines.length).toBeGreaterThan(2);
  });
});
