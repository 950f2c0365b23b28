import { expect, it } from '@jest/globals';
import { describeWithShared } from '../shared-data.js';
import { backtraderFile, backtraderIndicators } from './backtrader-indicators.js';
import { differenceOf } from './golden-column.js';

describeWithShared("backtrader's indicators over its 2006 index", (data) => {
  const columns = backtraderIndicators(data);

  it.each(columns)('$reference is what $operator says', (column) => {
    const { rows, unsaid, largest } = differenceOf(column);
    expect(rows).toBe(255 - column.firstIndex);
    expect(unsaid).toBe(0);
    expect(largest).toBeLessThanOrEqual(column.tolerance);
    expect(column.printed).toEqual(column.published);
  });

  it('has an operator for every line but the accumulation of Williams, which none of them is', () => {
    const lines = backtraderFile(data).flatMap(({ name, published }) =>
      Object.keys(published).map((line) => `${name}.${line}`),
    );
    expect(lines.filter((name) => !columns.some(({ reference }) => reference === name))).toEqual([
      'williamsad.ad',
    ]);
  });
});
