import { describe, expect, it } from '@jest/globals';
import type { EntryOf } from '../../../../src/domain/journal.js';
import { barsOfTrade } from '../../../../src/report/html/data/bars-of-trade.js';
import { excursionsOver } from '../../../../src/statistics/trades/excursions.js';

const split = (at: number, value: number, symbol = 'X'): EntryOf<'action'> => ({
  v: 1,
  serial: at,
  at,
  kind: 'action',
  causes: [],
  pipeline: null,
  account: 'main',
  symbol,
  body: { action: 'split', value, price: null, happenedAt: at },
});
const bars = {
  length: 4,
  at: (row: number) => [10, 20, 30, 40][row],
  high: (row: number) => [110, 120, 62, 70][row],
  low: (row: number) => [100, 90, 44, 60][row],
};
const trade = { symbol: 'X', quantity: 2, entryPrice: 50, exitPrice: 60, entryAt: 5, exitAt: 30 };

describe('barsOfTrade', () => {
  it('are the bars as they are where no split lies in the trade', () => {
    for (const actions of [[], [split(5, 2)], [split(31, 2)], [split(25, 2, 'Y')]]) {
      expect(barsOfTrade(trade, bars, actions)).toBe(bars);
    }
  });

  it('are in the units of its end where one does, so that excursions are those of one price', () => {
    const moved = barsOfTrade(trade, bars, [split(21, 2)]);
    const read = [0, 1, 2].map((row) => ({ at: moved.at(row), high: moved.high(row), low: moved.low(row) }));
    expect(read).toEqual([
      { at: 10, high: 55, low: 50 },
      { at: 20, high: 60, low: 45 },
      { at: 30, high: 62, low: 44 },
    ]);
    expect(excursionsOver(trade, moved)).toEqual({
      adverse: expect.closeTo(-0.12, 12),
      favourable: expect.closeTo(0.24, 12),
    });
  });
});
