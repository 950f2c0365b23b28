import { describe, expect, it } from '@jest/globals';
import { actsBeforeBar } from '../../../../src/brokers/simulated/laws/acts-before-bar.js';
import type { TimeInForce } from '../../../../src/domain/order.js';

const bar = { start: 1_000, at: 2_000 };
const orderOf = (at: number, timeInForce: TimeInForce = 'gtc') => ({ at, timeInForce });

describe('a cancel or an amend and a bar', () => {
  it('acts before a bar that begins with it or later', () => {
    expect(actsBeforeBar(bar, orderOf(500), 900)).toBe(true);
    expect(actsBeforeBar(bar, orderOf(500), 1_000)).toBe(true);
  });

  it('acts after the bar once the bar has begun, until its very end', () => {
    for (const at of [1_001, 1_500, 2_000]) expect(actsBeforeBar(bar, orderOf(500), at)).toBe(false);
    expect(actsBeforeBar(bar, orderOf(1_000), 1_500)).toBe(false);
  });

  it('acts at once where the order waits for the close alone, which is still to come', () => {
    expect(actsBeforeBar(bar, orderOf(1_200), 1_500)).toBe(true);
    expect(actsBeforeBar(bar, orderOf(500, 'close'), 1_999)).toBe(true);
  });

  it('cannot undo the close itself', () => {
    expect(actsBeforeBar(bar, orderOf(1_200), 2_000)).toBe(false);
    expect(actsBeforeBar(bar, orderOf(500, 'close'), 2_000)).toBe(false);
  });
});
