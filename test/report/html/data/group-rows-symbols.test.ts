import { describe, expect, it } from '@jest/globals';
import type { Lot } from '../../../../src/domain/lot.js';
import { groupRows } from '../../../../src/report/html/data/group-rows.js';

const lot = (symbol: string, quantity: number): Lot => ({
  ...{ id: '1', pipeline: 'p', symbol, quantity, because: 'test' },
  ...{ entryPrice: 100, entryAt: 0, entryBar: 0, commission: 0 },
});

describe('what a group holds', () => {
  it.each(['X', 'constructor', '__proto__'])('is added up by symbol, whatever its name: %s', (symbol) => {
    const [row] = groupRows({ closed: [], open: [lot(symbol, 2), lot(symbol, 3)] }, 'pipeline');
    expect(Object.entries(row?.held ?? {})).toEqual([[symbol, 5]]);
  });
});
