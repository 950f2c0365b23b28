import { describe, expect, it } from '@jest/globals';
import { rollingLines } from '../../../../src/report/html/data/rolling-lines.js';
import { madeSessions } from './made-sessions.js';

describe('rollingLines', () => {
  const returns = (count: number): number[] => Array.from({ length: count }, (_, n) => (n % 3) / 100);
  const dates = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => new Date(n * 86_400_000).toISOString().slice(0, 10));

  it.each([
    [252, 126],
    [251, 63],
    [126, 63],
    [42, 21],
  ])('rolls over %i sessions in windows of %i', (count, window) => {
    const lines = rollingLines(madeSessions({ returns: returns(count), dates: dates(count) }));
    expect(lines?.window).toBe(window);
    expect(lines?.sharpe).toHaveLength(count - window + 1);
    expect(lines?.dates[0]).toBe(dates(count)[window - 1]);
    expect(lines?.beta).toBeNull();
  });

  it('rolls nothing over fewer than two months, and finds a beta of 2 in a doubled market', () => {
    expect(rollingLines(madeSessions({ returns: returns(41), dates: dates(41) }))).toBeNull();
    const marketReturns = returns(60);
    const doubled = marketReturns.map((value) => 2 * value);
    const { beta } =
      rollingLines(madeSessions({ returns: doubled, marketReturns, dates: dates(60), market: 'M' })) ?? {};
    for (const value of beta ?? [0]) expect(value).toBeCloseTo(2, 10);
  });
});
