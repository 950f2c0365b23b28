import { describe, expect, it } from '@jest/globals';
import { groupRows } from '../../../../src/report/html/data/group-rows.js';
import { runResult } from '../../run-result.js';

describe('groupRows', () => {
  it('sums each symbol, the best first, and names what is still held', () => {
    const { facts } = runResult({ bars: 60, symbols: ['ALPHA', 'BETA'] });
    const lot = { id: '1', pipeline: 'waves', entryPrice: 1, entryAt: 0, entryBar: 0, commission: 0 };
    const open = [2, 3].map((quantity) => ({ ...lot, symbol: 'GAMMA', quantity, because: '' }));
    const rows = groupRows({ closed: facts.trades, open }, 'symbol');
    expect(rows.map(({ pnl }) => pnl)).toEqual(rows.map(({ pnl }) => pnl).toSorted((a, b) => b - a));
    const alpha = facts.trades.filter(({ symbol }) => symbol === 'ALPHA');
    const row = rows.find(({ name }) => name === 'ALPHA');
    expect(row?.trades.count).toBe(5);
    expect(row?.pnl).toBeCloseTo(
      alpha.reduce((sum, { pnl }) => sum + pnl, 0),
      10,
    );
    expect(rows.find(({ name }) => name === 'GAMMA')?.held).toEqual({ GAMMA: 5 });
    expect(groupRows({ closed: facts.trades, open: [] }, 'pipeline').map(({ name }) => name)).toEqual([
      'waves',
    ]);
  });
});
