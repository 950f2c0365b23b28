import { describe, expect, it } from '@jest/globals';
import { BAR_MOMENTS, mayMeet } from '../../../../src/brokers/simulated/laws/bar-moments.js';

const bar = { start: 1_000, at: 2_000 };
const momentsOf = (since: number, until = Number.POSITIVE_INFINITY) =>
  BAR_MOMENTS.filter((moment) => moment !== 'protect' && mayMeet(moment, bar, { since, until }));

describe('the moments of a bar', () => {
  it('gives an order accepted at its start or before the open and the range', () => {
    expect(momentsOf(500)).toEqual(['open', 'inside']);
    expect(momentsOf(1_000)).toEqual(['open', 'inside']);
  });

  it('gives an order accepted inside it the close alone', () => {
    expect(momentsOf(1_001)).toEqual(['close']);
    expect(momentsOf(1_999)).toEqual(['close']);
  });

  it('gives nothing of it to an order accepted at its end', () => {
    expect(momentsOf(2_000)).toEqual([]);
    expect(momentsOf(2_500)).toEqual([]);
  });

  it('gives an order that ends inside it the open alone', () => {
    expect(momentsOf(500, 1_500)).toEqual(['open']);
    expect(momentsOf(1_200, 1_500)).toEqual([]);
    expect(momentsOf(500, 1_000)).toEqual([]);
  });

  it('lets a stop protect what was opened inside it, whenever the stop began, before its end', () => {
    const until = Number.POSITIVE_INFINITY;
    expect([500, 1_500, 2_000].map((since) => mayMeet('protect', bar, { since, until }))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('lets an order that ends with it have all of it', () => {
    expect(momentsOf(500, 2_000)).toEqual(['open', 'inside']);
  });
});
