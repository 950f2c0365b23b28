import { describe, expect, it } from '@jest/globals';
import { readLimits } from '../../config/check-limits.js';

const read = (text: string) => readLimits([{ path: 'symbols', text }]);

describe('limits from texts', () => {
  it('take a limit away by null, a list of texts too', () => {
    expect(readLimits([{ path: 'risk.maxOrderQuantity', text: 'null' }])).toEqual({ maxOrderQuantity: null });
    expect(read('null')).toEqual({ symbols: null });
    expect(read('SPY,null')).toEqual({ symbols: ['SPY', 'null'] });
  });

  it('know an empty list by its brackets, which allows no symbol and is refused', () => {
    expect(() => read('[]')).toThrow('risk.symbols');
  });
});
