import { describe, expect, it } from '@jest/globals';
import { MarkColumns } from '../../src/domain/mark-columns.js';
import { runFold } from '../../src/report/run-fold.js';
import { Scribe } from '../portfolio/entries.js';

describe('the fold of a run', () => {
  it('counts among commissions what a broker outside told of them later', () => {
    const fold = runFold();
    const scribe = new Scribe(fold.add);
    scribe.begin({ p: 10_000 }, { X: {} });
    const wish = { id: '1-1', pipeline: 'p', symbol: 'X', side: 'buy', quantity: 100 } as const;
    scribe.fill(scribe.place(wish), { quantity: 100, price: 20, commission: 1, execution: 'E1' });
    const about = {
      execution: 'E1',
      order: '1-1',
      currency: 'USD',
      happenedAt: 1,
      who: null,
      why: 'told so',
    };
    const nothing = { quantity: 0, price: 0 };
    scribe.write(
      'adjustment',
      { ...about, ...nothing, reason: 'fee', money: -0.75 },
      { pipeline: 'p', symbol: 'X' },
    );
    // A price that was corrected is no fee.
    scribe.write(
      'adjustment',
      { ...about, ...nothing, reason: 'correction', money: -40 },
      { pipeline: 'p', symbol: 'X' },
    );
    const marks = new MarkColumns(['X']);
    marks.add({ at: 1, sessionDay: 1, equity: 9_958.25, exposure: 2_000 });
    const { statistics, open } = fold.folded(marks.marks(), {
      formulas: 'standard',
      riskFreeRate: 0,
      benchmark: null,
    });
    expect(statistics.commissions).toBeCloseTo(1.75, 10);
    expect(open.map(({ commission }) => commission)).toEqual([1.75]);
  });
});
