import { describe, expect, it } from '@jest/globals';
import { BAR_MOMENTS, mayMeet } from '../../../../src/brokers/simulated/laws/bar-moments.js';

const bar = { start: 1_000, at: 2_000 };
const momentsOf = (since: number, until = Number.POSITIVE_INFINITY) =>
  BAR_MOMENTS.filter((moment) => mayMeet(moment, bar, { since, until }));

describe('the moments of a bar', () => {
  it('gives an order accepted at its start or before the open and the range', () => {
    expect(momentsOf(500)).toEqual(['open', 'inside']);
    expect(momentsOf(1_000)).toEqual(['open', 'inside']);
  });

  it('gives an order accepted inside it the close alone', () => {
    const ofOrders = (since: number) => momentsOf(since).filter((moment) => moment !== 'protect');
    expect(ofOrders(1_001)).toEqual(['close']);
    expect(ofOrders(1_999)).toEqual(['close']);
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

  it('lets an order that ends with it have all of it', () => {
    expect(momentsOf(500, 2_000)).toEqual(['open', 'inside']);
  });
});
