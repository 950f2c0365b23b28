import { expect, it } from '@jest/globals';
import { describeWithShared } from '../shared-data.js';
import { differenceOf } from './golden-column.js';
import { leanIndicators, leanMapping } from './lean-indicators.js';

describeWithShared("LEAN's columns of indicators", (data) => {
  const columns = leanIndicators(data);

  it.each(columns)('$reference is what $operator says', (column) => {
    const { rows, unsaid, largest } = differenceOf(column);
    expect(rows).toBeGreaterThan(300);
    expect(unsaid).toBe(0);
    expect(column.tolerance).toBeGreaterThan(0);
    expect(largest).toBeLessThanOrEqual(column.tolerance);
  });

  it('has an operator for every column that the reference maps', () => {
    const mapped = Object.entries(leanMapping(data)).flatMap(([file, all]) =>
      all.map(({ column }) => `${file} ${column}`),
    );
    expect(mapped).toHaveLength(22);
    expect(mapped.filter((name) => !columns.some(({ reference }) => reference === name))).toEqual([]);
  });
});
