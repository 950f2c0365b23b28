import { describe, expect, it } from '@jest/globals';
import { submit } from '../../../src/pipeline/intents.js';
import { executed, hearing, listed } from './hearing.js';

const because = 'a test says so';
/** Enough that of the first executions only the names are left, and of the newest forgotten ones all. */
const TRADES = 1_300;
const KNOWN = 50;

const sideOf = (n: number) => (n % 2 === 1 ? 'buy' : 'sell');
const executionOf = (n: number) =>
  executed({ execution: `E${n}`, order: `r-1-${n}`, side: sideOf(n), commission: n % 3 === 0 ? null : 1 });

/** A long run: orders that filled, bought and sold in turn. */
const longRun = () => {
  const desk = hearing({ finishedOrders: KNOWN });
  for (let n = 1; n <= TRADES; n += 1) {
    desk.later(1);
    desk.wish(submit({ key: 'k', symbol: 'X', side: sideOf(n), quantity: 10, timeInForce: 'gtc', because }));
    desk.hear(executionOf(n));
  }
  const before = desk.entries.length;
  return { ...desk, news: () => desk.entries.slice(before) };
};

/** One whose executions only their names are left of, one that was forgotten of late, one that is known. */
const OLD = [1, 1_200, 1_299];

describe('of an order that is over for long', () => {
  it('nothing is booked again that the broker tells again', () => {
    const desk = longRun();
    const held = desk.portfolio.position('p', 'X');
    for (const n of OLD) {
      const order = `r-1-${n}`;
      desk.hear(executionOf(n));
      if (n % 3 !== 0) desk.hear({ kind: 'fee', execution: `E${n}`, commission: 1, currency: 'USD' });
      desk.hear({ kind: 'status', order, state: 'working', filled: 0, reason: null });
      desk.hear({ kind: 'status', order, state: 'cancelled', filled: 10, reason: null });
      desk.hear({ kind: 'amended', order, change: { limitPrice: 3 } });
    }
    const executions = Array.from({ length: TRADES }, (_, n) => executionOf(n + 1));
    const orders = OLD.map((n) => listed({ order: `r-1-${n}`, filled: 10, state: 'filled' }));
    desk.snapshot({ executions, orders, positions: [{ symbol: 'X', quantity: held }] });
    desk.snapshot({ executions, orders, positions: [{ symbol: 'X', quantity: held }] });
    expect(desk.news()).toEqual([]);
    expect(desk.outside.frozen('X')).toBeNull();
    expect(desk.sent).toHaveLength(TRADES);
  });

  it.each([1, 1_200])('what is told for the first time is not booked, and said once (order %i)', (n) => {
    const desk = longRun();
    const cash = desk.portfolio.cash();
    const late = { ...executionOf(n), execution: 'E-new', replaces: `E${n}`, quantity: 9 };
    desk.hear(late);
    desk.hear(late);
    desk.hear({ kind: 'fee', execution: `E${n}`, commission: 2, currency: 'USD' });
    desk.hear({ kind: 'fee', execution: `E${n}`, commission: 2, currency: 'USD' });
    expect(desk.news().map(({ kind, body }) => [kind, 'code' in body && body.code])).toEqual([
      ['freeze', 'ORDER_FORGOTTEN'],
      ['notice', 'FEE_FORGOTTEN'],
    ]);
    expect(desk.outside.frozen('X')?.facts).toEqual({ execution: 'E-new', order: `r-1-${n}` });
    expect(desk.portfolio.cash()).toEqual(cash);
    // A person looks at it, and takes what the broker holds.
    desk.snapshot({ executions: [late], positions: [{ symbol: 'X', quantity: 1 }] });
    desk.reconcile('X');
    desk.snapshot({ executions: [late], positions: [{ symbol: 'X', quantity: 1 }] });
    expect(desk.portfolio.position('p', 'X')).toBe(1);
    expect(desk.outside.frozen('X')).toBeNull();
  });

  it.each([3, 1_200])(
    'what it cost is not lost silently where it is told with its execution (order %i)',
    (n) => {
      const desk = longRun();
      const told = { ...executionOf(n), commission: 2 };
      desk.hear(told);
      desk.snapshot({ executions: [told] });
      const facts = { execution: `E${n}`, commission: 2 };
      expect(desk.all('notice').map(({ body }) => body)).toEqual([{ code: 'FEE_FORGOTTEN', facts }]);
    },
  );

  it('it is seen that the broker has it at work', () => {
    const desk = longRun();
    const orders = [listed({ order: 'r-1-1' })];
    desk.snapshot({ orders });
    desk.later(5_000);
    desk.snapshot({ orders });
    expect(desk.outside.frozen('X')).toEqual({ code: 'ORDER_RETURNED', facts: { order: '1-1' } });
    desk.snapshot();
    expect(desk.outside.frozen('X')).toBeNull();
  });

  it('nobody takes one for it that was never sent', () => {
    const desk = longRun();
    desk.hear(executionOf(TRADES + 1));
    expect(desk.outside.frozen('X')?.code).toBe('ORDER_UNREMEMBERED');
  });
});
