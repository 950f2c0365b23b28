import { describe, expect, it } from '@jest/globals';
import type { ActionBody } from '../../../src/domain/action-body.js';
import type { EntryOf } from '../../../src/domain/journal.js';
import { barRows } from '../../../src/report/statistics/bar-rows.js';
import { closes } from '../../../src/report/statistics/closes.js';
import { standard } from '../../../src/report/statistics/standard/standard.js';
import { marksOf } from '../../marks-of.js';
import { dailyMarks, factsOf } from './run-facts.js';

const DAY_MS = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** An action of X at the beginning of the n-th day. */
const booked = (n: number, body: Omit<ActionBody, 'happenedAt'>, symbol = 'X'): EntryOf<'action'> => ({
  v: 1,
  serial: n,
  at: START + n * DAY_MS + 0.001,
  kind: 'action',
  causes: [],
  pipeline: null,
  account: 'main',
  symbol,
  body: { ...body, happenedAt: START + n * DAY_MS },
});

const marks = dailyMarks([100, 100, 100, 100], [100, 50, 45, 54]);
const actions = [
  booked(1, { action: 'split', value: 2, price: 50 }),
  booked(2, { action: 'dividend', value: 5, price: 45 }, 'Y'),
  booked(2, { action: 'dividend', value: 5, price: 45 }),
];

describe('closes', () => {
  it('go on over a split and a dividend as if nothing had happened', () => {
    const rows = barRows(marksOf(marks));
    expect([...closes(rows, 'X')]).toEqual([100, 50, 45, 54]);
    expect([...closes(rows, 'X', actions)]).toEqual(
      [100, 100, 100, 120].map((value) => expect.closeTo(value, 9)),
    );
  });

  it('are what buy & hold is told by', () => {
    expect(standard(factsOf({ marks })).buyHoldReturnPct).toBeCloseTo(-46, 9);
    expect(standard(factsOf({ marks, actions })).buyHoldReturnPct).toBeCloseTo(20, 9);
  });
});

describe('dividends', () => {
  it('are told where the run was told of any action', () => {
    expect(standard(factsOf({ marks })).dividends).toBeNull();
    expect(standard(factsOf({ marks, actions, dividends: 12 })).dividends).toBe(12);
    expect(standard(factsOf({ marks, actions })).dividends).toBe(0);
  });
});
