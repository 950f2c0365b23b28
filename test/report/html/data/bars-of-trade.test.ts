import { describe, expect, it } from '@jest/globals';
import type { EntryOf } from '../../../../src/domain/journal.js';
import { barsOfTrade } from '../../../../src/report/html/data/bars-of-trade.js';
import { excursions } from '../../../../src/statistics/trades/excursions.js';

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
const bars = [
  { at: 10, high: 110, low: 100 },
  { at: 20, high: 120, low: 90 },
  { at: 30, high: 62, low: 44 },
  { at: 40, high: 70, low: 60 },
];
const trade = { symbol: 'X', quantity: 2, entryPrice: 50, exitPrice: 60, entryAt: 5, exitAt: 30 };

describe('barsOfTrade', () => {
  it('are the bars as they are where no split lies in the trade', () => {
    for (const actions of [[], [split(5, 2)], [split(31, 2)], [split(25, 2, 'Y')]]) {
      expect(barsOfTrade(trade, bars, actions)).toBe(bars);
    }
  });

  it('are in the units of its end where one does, so that excursions are those of one price', () => {
    const moved = barsOfTrade(trade, bars, [split(21, 2)]);
    expect(moved).toEqual([
      { at: 10, high: 55, low: 50 },
      { at: 20, high: 60, low: 45 },
      { at: 30, high: 62, low: 44 },
    ]);
    expect(excursions(trade, moved)).toEqual({
      adverse: expect.closeTo(-0.12, 12),
      favourable: expect.closeTo(0.24, 12),
    });
  });
});
