import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Booking } from '../../../src/brokers/outside/booking.js';
import { ExecutionBook } from '../../../src/brokers/outside/execution-book.js';
import type { OutsideEvent, OutsideExecution } from '../../../src/domain/outside-event.js';

const told = (more: Partial<OutsideExecution>): OutsideExecution => ({
  kind: 'execution',
  execution: 'E1',
  replaces: null,
  order: 'r-1-1',
  symbol: 'X',
  side: 'buy',
  quantity: 10,
  price: 20,
  commission: null,
  happenedAt: 0,
  ...more,
});

/** Units and money that bookings come to, by their own words. */
const booked = (bookings: readonly (Booking | 'past' | null)[]) => {
  let units = 0;
  let money = 0;
  for (const booking of bookings) {
    if (booking === 'past' || booking?.kind === 'contradiction') throw new Error('nothing was contradicted');
    if (booking?.kind === 'fill') {
      const signed = booking.told.side === 'buy' ? booking.told.quantity : -booking.told.quantity;
      units += signed;
      money -= signed * booking.told.price + booking.commission;
    } else if (booking) {
      units += booking.units;
      money += booking.points - booking.units * booking.price - booking.cost;
    }
  }
  return { units, money };
};

type Fee = Extract<OutsideEvent, { kind: 'fee' }>;

const version = fc.record({
  quantity: fc.integer({ min: 0, max: 50 }),
  price: fc.integer({ min: 1, max: 90 }),
});
const trade = fc.record({
  side: fc.constantFrom('buy' as const, 'sell' as const),
  first: version.filter(({ quantity }) => quantity > 0),
  later: fc.array(version, { maxLength: 3 }),
  fee: fc.integer({ min: 1, max: 9 }),
  isLate: fc.boolean(),
});

describe('the book of executions', () => {
  it('books what each came to in the end, however often and in whatever order it is told', () => {
    const campaign = fc.array(trade, { minLength: 1, maxLength: 4 }).chain((trades) => {
      const words = trades.flatMap(({ side, first, later, fee, isLate }, n) => {
        const versions = [first, ...later].map((one, k) =>
          told({
            ...one,
            side,
            execution: `E${n}.${k}`,
            replaces: k === 0 ? null : `E${n}.${k - 1}`,
            commission: k === 0 && !isLate ? fee : null,
          }),
        );
        const late: Fee = { kind: 'fee', execution: `E${n}.0`, commission: fee, currency: 'USD' };
        return isLate ? [...versions, late] : versions;
      });
      const twice = fc.shuffledSubarray([...words, ...words], { minLength: words.length });
      return twice.map((heard) => ({ trades, heard: [...heard, ...words.toReversed()] }));
    });
    fc.assert(
      fc.property(campaign, ({ trades, heard }) => {
        const book = new ExecutionBook();
        const bookings = heard.map((word) => (word.kind === 'fee' ? book.fee(word) : book.execution(word)));
        let units = 0;
        let money = 0;
        for (const { side, first, later, fee } of trades) {
          const { quantity, price } = later.at(-1) ?? first;
          units += side === 'buy' ? quantity : -quantity;
          money -= (side === 'buy' ? quantity : -quantity) * price + fee;
        }
        expect(booked(bookings)).toEqual({ units, money });
        expect(book.units('X')).toBe(units);
      }),
    );
  });

  it('says so when one execution is told with two prices', () => {
    const book = new ExecutionBook();
    book.execution(told({}));
    expect(book.execution(told({ price: 21 }))).toMatchObject({ kind: 'contradiction' });
    expect(book.units('X')).toBe(10);
  });

  it('takes a fee that comes before its execution into the fill', () => {
    const book = new ExecutionBook();
    expect(book.fee({ execution: 'E1', commission: 1.5 })).toBeNull();
    expect(book.execution(told({}))).toMatchObject({ kind: 'fill', commission: 1.5 });
    expect(book.fee({ execution: 'E1', commission: 1.5 })).toBeNull();
  });
});
