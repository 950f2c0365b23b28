import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wholeLots } from '../../src/domain/whole-lots.js';
import '../same-seeds-in-ci.js';

describe('whole lots', () => {
  it('leave a quantity that is whole as it is, however many digits it has', () => {
    const lots = fc.record({
      count: fc.nat(Math.floor(Number.MAX_SAFE_INTEGER / 100)),
      lotSize: fc.constantFrom(1, 2, 100),
    });
    fc.assert(
      fc.property(lots, ({ count, lotSize }) => {
        expect(wholeLots(count * lotSize, lotSize)).toBe(count * lotSize);
      }),
    );
  });
});
