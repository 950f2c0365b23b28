import { describe, expect, it } from '@jest/globals';
import { nearest } from '../../src/domain/nearest.js';

const names = ['cash', 'spreadBps', 'commissionBps', 'commissionFixed', 'hedging'];

describe('nearest', () => {
  it.each([
    ['csh', 'cash'],
    ['cahs', 'cash'],
    ['cassh', 'cash'],
    ['CASH', 'cash'],
    ['spread', 'spreadBps'],
    ['comission', 'commissionBps'],
    ['hegding', 'hedging'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, names)).toBe(meant);
  });

  it.each(['colour', 'x', '', 'broker'])('makes nothing of %p', (typed) => {
    expect(nearest(typed, names)).toBeUndefined();
  });
});
