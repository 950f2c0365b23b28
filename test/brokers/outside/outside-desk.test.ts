import { describe, expect, it } from '@jest/globals';
import { amend, cancel, submit, target } from '../../../src/pipeline/intents.js';
import { executed, hearing, listed } from './hearing.js';

const because = 'a test says so';
const buy = (key = 'k') =>
  submit({ key, symbol: 'X', side: 'buy', quantity: 10, timeInForce: 'gtc', because });
const status = (state: 'working' | 'cancelled' | 'rejected', filled: number | null = null) =>
  ({ kind: 'status', order: 'r-1-1', state, filled, reason: null }) as const;

describe('an order at a broker outside', () => {
  it('fills before it is accepted, once, and never goes backwards', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(executed({ quantity: 4 }));
    desk.hear(executed({ quantity: 4 }));
    desk.hear(status('working'));
    expect(desk.state('1-1')).toBe('partial');
    desk.hear(executed({ execution: 'E2', quantity: 6 }));
    desk.hear(status('working'));
    expect(desk.state('1-1')).toBe('filled');
    expect(desk.all('fill').map(({ body }) => [body.execution, body.quantity, body.complete])).toEqual([
      ['E1', 4, false],
      ['E2', 6, true],
    ]);
    expect(desk.outside.fate('1-1')).toBe('filled');
  });

  it('ends only when everything that filled before its end is booked', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(status('cancelled', 4));
    expect(desk.state('1-1')).toBe('pending');
    desk.hear(executed({ quantity: 4 }));
    expect(desk.state('1-1')).toBe('cancelled');
    expect(desk.codes()).toContain('order BROKER_CANCELLED');
  });

  it('books a fill that comes after its end, and stays ended', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(status('cancelled'));
    desk.hear(executed({ quantity: 4 }));
    expect(desk.state('1-1')).toBe('cancelled');
    expect(desk.portfolio.position('p', 'X')).toBe(4);
  });

  it('books the difference that a correction makes, with its cause', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(executed());
    desk.hear(executed({ execution: 'E2', replaces: 'E1', quantity: 7, price: 21, commission: null }));
    const [entry] = desk.all('adjustment');
    expect(entry?.body).toMatchObject({
      reason: 'correction',
      execution: 'E2',
      quantity: -3,
      price: 21,
      money: -10,
    });
    expect(entry?.causes).toContainEqual({ input: 4 });
    expect(desk.portfolio.position('p', 'X')).toBe(7);
    expect(desk.portfolio.cash()).toEqual({ USD: 10_000 - 7 * 21 - 1 });
  });

  it('books a late fee as money of its own', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(executed({ commission: null }));
    const fee = { kind: 'fee', execution: 'E1', commission: 0.7, currency: 'USD' } as const;
    desk.hear(fee);
    desk.hear(fee);
    expect(desk.all('adjustment').map(({ body }) => [body.reason, body.money])).toEqual([['fee', -0.7]]);
    expect(desk.portfolio.cash()).toEqual({ USD: 10_000 - 200 - 0.7 });
  });
});

describe('an order at work while the broker was away', () => {
  it('goes on with what is left of it, and is not taken back for what filled meanwhile', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear({ kind: 'connection', state: 'down', detail: 'it hung up' });
    desk.hear({ kind: 'connection', state: 'up', detail: 'dialled' });
    desk.snapshot({ executions: [executed({ quantity: 4 })], orders: [listed({ filled: 4 })] });
    expect(desk.portfolio.position('p', 'X')).toBe(4);
    expect(desk.state('1-1')).toBe('partial');
    expect(desk.sent.map(({ kind }) => kind)).toEqual(['place']);
  });

  it('is taken back by a fill while something is unknown', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear({ kind: 'unknown', symbol: null, text: 'WAT' });
    desk.hear(executed({ quantity: 4 }));
    expect(desk.sent.map(({ kind }) => kind)).toEqual(['place', 'cancel']);
  });
});

describe('the fate of an order nobody speaks of', () => {
  it('is settled by two snapshots that are far enough apart, not by one', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.snapshot();
    desk.later(4_000);
    desk.snapshot();
    expect(desk.outside.fate('1-1')).toBe('in-flight');
    desk.later(1_000);
    desk.snapshot();
    expect(desk.state('1-1')).toBe('expired');
    expect(desk.codes()).toContain('order ORDER_NEVER_ARRIVED');
    // It may still wait for the disk: it must not leave any more.
    expect(desk.revoked).toEqual(['1-1']);
  });

  it('is counted anew when it was heard of between', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.snapshot();
    desk.later(4_000);
    desk.snapshot({ orders: [listed()] });
    desk.later(4_000);
    desk.snapshot();
    expect(desk.outside.fate('1-1')).toBe('working');
  });

  it('is not settled by an old snapshot told again', () => {
    const desk = hearing();
    desk.wish(buy());
    const stale = { kind: 'snapshot', request: 1, orders: [], executions: [], positions: [] } as const;
    desk.hear(stale);
    desk.later(6_000);
    desk.hear(stale);
    expect(desk.state('1-1')).toBe('pending');
  });

  it('is unknown where the positions differ: the symbol is frozen, and no fill is invented', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(status('working'));
    const positions = [{ symbol: 'X', quantity: 10 }];
    desk.snapshot({ positions });
    desk.later(6_000);
    desk.snapshot({ positions });
    expect(desk.outside.fate('1-1')).toBe('unknown');
    expect(desk.all('fill')).toEqual([]);
    desk.wish(buy('another'));
    expect(desk.codes().at(-1)).toBe('refusal ORDER_FATE_UNKNOWN');
    expect(desk.sent).toHaveLength(1);
  });

  it('becomes known by an execution that comes late after all', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(status('working'));
    const positions = [{ symbol: 'X', quantity: 10 }];
    desk.snapshot({ positions });
    desk.later(6_000);
    desk.snapshot({ positions });
    desk.hear(executed());
    expect(desk.outside.fate('1-1')).toBe('filled');
    desk.snapshot({ positions });
    expect(desk.outside.frozen('X')).toBeNull();
  });

  it('is over when a person says so: an adjustment with who and why, never a fill', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(status('working'));
    const positions = [{ symbol: 'X', quantity: 10 }];
    desk.snapshot({ positions });
    desk.later(6_000);
    desk.snapshot({ positions });
    desk.reconcile('X');
    expect(desk.all('fill')).toEqual([]);
    expect(desk.all('adjustment').map(({ body }) => body)).toMatchObject([
      { reason: 'accepted', quantity: 10, who: 'Ada', why: 'she called' },
    ]);
    expect(desk.state('1-1')).toBe('cancelled');
    expect(desk.portfolio.position('p', 'X')).toBe(10);
    expect(desk.outside.frozen('X')).toBeNull();
  });

  it('freezes its symbol where it is over here and works there', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(status('cancelled'));
    desk.snapshot({ orders: [listed()] });
    expect(desk.outside.frozen('X')).toBeNull();
    desk.later(5_000);
    desk.snapshot({ orders: [listed()] });
    expect(desk.outside.frozen('X')).toMatchObject({ code: 'ORDER_RETURNED' });
    desk.snapshot();
    expect(desk.outside.frozen('X')).toBeNull();
  });
});

describe('a change on its way', () => {
  it('is asked for once more where a cancel was lost, as a command of its own', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(status('working'));
    desk.wish(cancel('k', { because }));
    desk.snapshot({ orders: [listed()] });
    desk.later(5_000);
    desk.snapshot({ orders: [listed()] });
    expect(desk.sent.map(({ kind }) => kind)).toEqual(['place', 'cancel', 'cancel']);
    expect(desk.all('command')).toHaveLength(3);
  });

  it('is given up where an amendment was lost, and is there where a snapshot has it', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(status('working'));
    desk.wish(amend('k', { quantity: 12, because }));
    desk.snapshot({ orders: [listed({ quantity: 12 })] });
    expect(desk.portfolio.order('1-1')).toMatchObject({ order: { quantity: 12 }, changes: [] });
    desk.wish(amend('k', { quantity: 15, because }));
    desk.snapshot({ orders: [listed({ quantity: 12 })] });
    desk.later(5_000);
    desk.snapshot({ orders: [listed({ quantity: 12 })] });
    expect(desk.codes()).toContain('order CHANGE_LOST');
    expect(desk.portfolio.order('1-1')).toMatchObject({ order: { quantity: 12 }, changes: [] });
  });

  it('of a target decides it again when its order is out of the way', () => {
    const desk = hearing();
    desk.wish(target({ symbol: 'X', quantity: 10, because }));
    desk.hear(status('working'));
    desk.wish(target({ symbol: 'X', quantity: 4, because }));
    desk.hear(status('cancelled', 3));
    expect(desk.sent.map(({ kind }) => kind)).toEqual(['place', 'cancel']);
    desk.hear(executed({ quantity: 3 }));
    // Only with the fill that crossed the cancel the remainder is known: one unit, not four.
    expect(desk.sent.at(-1)).toMatchObject({ kind: 'place', order: { id: '1-2', quantity: 1 } });
  });
});

describe('what is not understood', () => {
  it('freezes all symbols until a person has seen it', () => {
    const desk = hearing();
    desk.hear({ kind: 'unknown', symbol: null, text: 'WAT' });
    desk.wish(buy());
    expect(desk.codes().at(-1)).toBe('refusal BROKER_UNINTELLIGIBLE');
    desk.reconcile(null);
    desk.wish(buy());
    expect(desk.sent).toHaveLength(1);
  });

  it('includes an order of our name that no journal has', () => {
    const desk = hearing();
    desk.hear(executed({ order: 'r-9-9' }));
    expect(desk.outside.frozen('X')).toMatchObject({ code: 'ORDER_UNREMEMBERED' });
    expect(desk.all('fill')).toEqual([]);
  });

  it('leaves exits open: what is held can be closed while its symbol is frozen', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(executed());
    desk.hear({ kind: 'unknown', symbol: 'X', text: 'WAT' });
    desk.wish(target({ symbol: 'X', quantity: 0, because }));
    expect(desk.sent.at(-1)).toMatchObject({ kind: 'place', order: { side: 'sell', quantity: 10 } });
  });
});

describe('what a person accepts', () => {
  it('is not a snapshot from before the first trade of a symbol', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(executed());
    desk.reconcile('X');
    expect(desk.all('adjustment')).toEqual([]);
    expect(desk.codes().at(-1)).toBe('notice RECONCILE_IMPOSSIBLE');
    expect(desk.portfolio.position('p', 'X')).toBe(10);
    desk.snapshot({ positions: [{ symbol: 'X', quantity: 10 }] });
    desk.reconcile('X');
    expect(desk.portfolio.position('p', 'X')).toBe(10);
  });

  it('stays when it is said twice, and is no word on what is traded after it', () => {
    const desk = hearing();
    desk.snapshot({ positions: [{ symbol: 'X', quantity: 7 }] });
    desk.reconcile('X');
    desk.reconcile('X');
    expect(desk.portfolio.position('p', 'X')).toBe(7);
    desk.wish(buy());
    desk.hear(executed());
    desk.reconcile('X');
    expect(desk.codes().at(-1)).toBe('notice RECONCILE_IMPOSSIBLE');
    expect(desk.portfolio.position('p', 'X')).toBe(17);
  });
});

describe('positions', () => {
  it('drift where two snapshots with no execution between differ from the journal', () => {
    const desk = hearing();
    const positions = [{ symbol: 'X', quantity: 7 }];
    desk.snapshot({ positions });
    expect(desk.outside.frozen('X')).toBeNull();
    desk.later(1_000);
    desk.snapshot({ positions });
    expect(desk.outside.frozen('X')).toMatchObject({
      code: 'POSITION_DRIFT',
      facts: { symbol: 'X', journal: 0, engine: 0, broker: 7 },
    });
    expect(desk.outside.positions()).toMatchObject([{ symbol: 'X', since: 1_000, isDrift: true }]);
    desk.snapshot();
    expect(desk.outside.frozen('X')).toBeNull();
  });

  it('drift while their symbol trades: what executes between does not change the difference', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.hear(executed({ quantity: 4 }));
    desk.snapshot({ orders: [listed({ filled: 4 })], positions: [{ symbol: 'X', quantity: 0 }] });
    desk.later(1_000);
    desk.hear(executed({ execution: 'E2', quantity: 3 }));
    const first = { symbol: 'X', journal: 4, broker: 0, since: 1_000, isDrift: false };
    expect(desk.outside.positions()).toMatchObject([first]);
    desk.snapshot({ orders: [listed({ filled: 7 })], positions: [{ symbol: 'X', quantity: 3 }] });
    expect(desk.outside.positions()).toMatchObject([{ since: 1_000, isDrift: true }]);
    expect(desk.outside.frozen('X')).toMatchObject({
      code: 'POSITION_DRIFT',
      facts: { journal: 7, broker: 3 },
    });
  });

  it('count anew where an execution changed the difference', () => {
    const desk = hearing();
    desk.wish(buy());
    desk.snapshot({ orders: [listed()], positions: [{ symbol: 'X', quantity: 4 }] });
    desk.later(1_000);
    desk.hear(executed({ quantity: 4 }));
    desk.snapshot({ orders: [listed()], positions: [{ symbol: 'X', quantity: 7 }] });
    expect(desk.outside.positions()).toMatchObject([{ since: 2_000, isDrift: false }]);
  });
});

describe('a line that is down', () => {
  it('is known for the newest reason, and since when it is down', () => {
    const desk = hearing();
    desk.hear({ kind: 'connection', state: 'down', detail: 'the process begins' });
    const before = desk.outside.freezes();
    const told = desk.all('freeze').length;
    desk.later(1_000);
    desk.hear({ kind: 'connection', state: 'down', detail: 'nobody listens there' });
    expect(desk.outside.freezes()).toEqual(
      before.map((freeze) => ({ ...freeze, facts: { detail: 'nobody listens there' } })),
    );
    expect(desk.all('freeze')).toHaveLength(told);
  });

  it('takes no new risk, keeps no order for later, and is trusted again after a snapshot', () => {
    const desk = hearing();
    desk.hear({ kind: 'connection', state: 'down', detail: 'reset by peer' });
    desk.wish(buy());
    expect(desk.codes().at(-1)).toBe('refusal BROKER_DISCONNECTED');
    desk.hear({ kind: 'connection', state: 'up', detail: 'dialled' });
    desk.wish(buy());
    expect(desk.sent).toEqual([]);
    desk.snapshot();
    expect(desk.sent).toEqual([]);
    desk.wish(buy());
    expect(desk.sent).toHaveLength(1);
  });
});
