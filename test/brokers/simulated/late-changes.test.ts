import { describe, expect, it } from '@jest/globals';
import { RULE_SETS } from '../../../src/brokers/simulated/rule-sets.js';
import { barOf } from './bar-of.js';
import { quoteAt } from './realistic/realistic-wheel.js';
import { SmallWheel, type World } from './small-wheel.js';

const DAY_MS = 86_400_000;

const wheelOf = (rules: string, world: Omit<World, 'make'> = {}): SmallWheel => {
  const ruleSet = RULE_SETS[rules];
  if (!ruleSet) throw new Error(rules);
  return new SmallWheel({ ...world, make: ruleSet.make });
};

/** What a pipeline does at an instant between two rows: a timer rings, an event comes. */
const between = (wheel: SmallWheel, at: number, act: () => void): void => {
  wheel.now = at;
  act();
};

const noon = 1.5 * DAY_MS;

describe.each(['realistic', 'backtesting.py'])('changes under %s', (rules) => {
  it('take back at once what is cancelled at the end of a bar', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.cancel(wheel.place({})[0]));
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_BY_REQUEST']);
  });

  it('come too late for the open of a bar that has begun, even at its end before it is known', () => {
    for (const at of [noon, 2 * DAY_MS]) {
      const wheel = wheelOf(rules);
      wheel.row(barOf(0, [100]), () => wheel.place({}));
      between(wheel, at, () => wheel.cancel('0-1'));
      wheel.row(barOf(1, [90]));
      expect(wheel.fills.map(({ price }) => price)).toEqual([90]);
      expect(wheel.answers.at(-1)).toMatchObject({
        kind: 'notice',
        code: 'CHANGE_TOO_LATE',
        facts: { order: '0-1', change: 'cancel' },
      });
    }
  });

  it('take effect after the bar where it did not fill the order', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.place({ limitPrice: 80 }));
    between(wheel, noon, () => wheel.cancel('0-1'));
    expect(wheel.stateOf('0-1')[0]).toBe('working');
    wheel.row(barOf(1, [90]));
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_BY_REQUEST']);
    wheel.row(barOf(2, [70]));
    expect(wheel.fills).toEqual([]);
  });

  it('take effect before a bar that begins after them', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.place({}));
    between(wheel, noon, () => wheel.cancel('0-1'));
    wheel.row(barOf(2, [90]));
    expect(wheel.fills).toEqual([]);
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_BY_REQUEST']);
  });

  it('give an amended order its new price from its approval on, in the order they came', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.place({ limitPrice: 80 }));
    between(wheel, noon, () => {
      wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 95 } });
      wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 85 } });
    });
    wheel.row(barOf(1, [90]));
    expect(wheel.portfolio.order('0-1')?.order.limitPrice).toBe(85);
    wheel.row(barOf(2, [84]));
    expect(wheel.fills.map(({ price }) => price)).toEqual([84]);
  });

  it('are at once while the market is closed, and not where it has rows after hours', () => {
    const inSession = (_: string, at: number) => at % DAY_MS === 0 || at % DAY_MS > DAY_MS / 2;
    const half = { start: 0.5 * DAY_MS, at: DAY_MS };
    for (const [rows, state] of [
      [[barOf(0, [100], half)], 'cancelled'],
      [[barOf(0, [100], { start: 0.2 * DAY_MS, at: 0.4 * DAY_MS }), barOf(0, [100], half)], 'working'],
    ] as const) {
      const wheel = wheelOf(rules, { inSession });
      for (const row of rows) wheel.row(row);
      wheel.place({ limitPrice: 80 });
      between(wheel, 1.2 * DAY_MS, () => wheel.cancel('0-1'));
      expect(wheel.stateOf('0-1')[0]).toBe(state);
    }
  });

  it('that ask twice for the same end are both content', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.place({ limitPrice: 80 }));
    between(wheel, noon, () => {
      wheel.cancel('0-1');
      wheel.cancel('0-1');
    });
    wheel.row(barOf(1, [90]));
    expect(wheel.answers.filter(({ kind }) => kind === 'notice')).toEqual([]);
  });

  it('of one symbol do not wait for the bars of another', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.place({}));
    between(wheel, noon, () => wheel.cancel('0-1'));
    wheel.row(barOf(1, [90], { symbol: 'Y', at: 2 * DAY_MS - 1 }));
    expect(wheel.stateOf('0-1')[0]).toBe('working');
    wheel.row(barOf(1, [90]));
    expect(wheel.fills).toHaveLength(1);
  });

  it('of one symbol have not arrived with a later bar of another', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.place({}));
    between(wheel, noon, () => wheel.cancel('0-1'));
    wheel.row(barOf(1, [90], { symbol: 'Y', start: 1.6 * DAY_MS, at: 1.7 * DAY_MS }));
    expect(wheel.stateOf('0-1')[0]).toBe('working');
    wheel.row(barOf(1, [90]));
    expect(wheel.fills).toHaveLength(1);
  });

  it('that come after its end are told so, unless the end is what they ask for', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.place({ limitPrice: 80 }));
    between(wheel, noon, () => {
      wheel.cancel('0-1');
      wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 95 } });
    });
    wheel.row(barOf(1, [90]));
    expect(wheel.answers.filter(({ kind }) => kind === 'notice')).toMatchObject([
      { code: 'CHANGE_TOO_LATE', facts: { order: '0-1', change: 'amend' } },
    ]);
  });

  it('are answered by what is said of their own order', () => {
    const wheel = wheelOf(rules);
    wheel.row(barOf(0, [100]), () => wheel.place({ limitPrice: 80 }, { role: 'stop-loss', stopPrice: 50 }));
    between(wheel, noon, () => wheel.cancel('0-1'));
    wheel.row(barOf(1, [90]));
    const answers = (order: string) => wheel.said(order).at(-1)?.answers;
    expect(answers('0-1')).toEqual({ kind: 'cancel', order: '0-1' });
    expect([wheel.stateOf('0-2')[0], answers('0-2')]).toEqual(['cancelled', undefined]);
    expect(wheel.said('0-2').at(-1)?.facts).toEqual({ order: '0-1' });
  });

  it('from within a bar that is being walked come after it', () => {
    const wheel = wheelOf(rules);
    wheel.listen = (answer) => {
      if (answer.kind === 'fill' && answer.order === '0-1') wheel.cancel('0-2');
    };
    wheel.row(barOf(0, [100]), () => {
      wheel.place({});
      wheel.place({ limitPrice: 95 });
    });
    wheel.row(barOf(1, [100, 100, 90, 92]));
    expect(wheel.fills.map(({ order }) => order)).toEqual(['0-1', '0-2']);
  });
});

describe('a new order that takes the place of others', () => {
  it('does so after the bar in which it was said, and is not met by that bar', () => {
    const wheel = wheelOf('backtesting.py', { settings: { exclusiveOrders: true } });
    wheel.row(barOf(0, [100]), () => wheel.place({}));
    between(wheel, noon, () => wheel.place({ limitPrice: 10 }));
    wheel.row(barOf(1, [90, 90, 5, 90]));
    expect(wheel.fills.map(({ order, price }) => [order, price])).toEqual([['0-1', 90]]);
    expect(wheel.stateOf('0-2')[0]).toBe('working');
  });

  it('is met by a bar that begins with it or after it', () => {
    for (const at of [noon, 2 * DAY_MS]) {
      const wheel = wheelOf('backtesting.py', { settings: { exclusiveOrders: true } });
      wheel.row(barOf(0, [100]));
      between(wheel, at, () => wheel.place({}));
      expect(wheel.answers).toEqual([]);
      wheel.row(barOf(2, [90]));
      expect(wheel.fills.map(({ price }) => price)).toEqual([90]);
    }
  });

  it('is not held back where rules let none do so', () => {
    for (const rules of ['realistic', 'lean']) {
      const wheel = wheelOf(rules);
      wheel.row(barOf(0, [100]));
      between(wheel, noon, () => wheel.place({ limitPrice: 50 }));
      expect(wheel.stateOf('0-1')).toEqual(['working', null]);
    }
  });

  it('is not met by the second look at a bar whose fill it answers', () => {
    const wheel = wheelOf('backtesting.py');
    wheel.listen = (answer) => {
      if (answer.kind === 'fill' && answer.order === '0-1') wheel.place({});
    };
    wheel.row(barOf(0, [100]), () => wheel.place({}, { role: 'stop-loss', stopPrice: 50 }));
    wheel.row(barOf(1, [90]));
    expect(wheel.fills.map(({ order }) => order)).toEqual(['0-1']);
    wheel.row(barOf(2, [80]));
    expect(wheel.fills).toHaveLength(2);
  });
});

describe.each(['realistic', 'backtesting.py'])(
  'who has heard the first trade of a bar, under %s,',
  (rules) => {
    it('has not its open any more', () => {
      const wheel = wheelOf(rules);
      wheel.row(barOf(0, [100]));
      between(wheel, DAY_MS, () => {
        wheel.heardAt = DAY_MS;
        wheel.place({});
      });
      wheel.row(barOf(1, [90, 95, 90, 95]));
      wheel.row(barOf(2, [97]));
      const [fill] = wheel.fills;
      // Inside a bar `realistic` gives the close; backtesting.py knows opens alone.
      expect(fill?.price).toBe(rules === 'realistic' ? 95 : 97);
    });

    it('cannot take an order back from that open', () => {
      const wheel = wheelOf(rules);
      wheel.row(barOf(0, [100]), () => wheel.place({}));
      between(wheel, 1.5 * DAY_MS, () => {
        wheel.heardAt = 1.5 * DAY_MS;
        wheel.cancel('0-1');
      });
      wheel.row(barOf(1, [90], { start: 1.5 * DAY_MS }));
      expect(wheel.fills.map(({ price }) => price)).toEqual([90]);
    });
  },
);

describe('an order that displaces others', () => {
  it('is heard of as a whole, before anybody answers a part of it', () => {
    const wheel = wheelOf('backtesting.py', { settings: { exclusiveOrders: true } });
    wheel.row(barOf(0, [100]), () => wheel.place({ limitPrice: 80 }));
    wheel.listen = (answer) => {
      if (answer.kind === 'order' && answer.order === '0-1' && answer.state === 'cancelled') wheel.place({});
    };
    between(wheel, noon, () => wheel.place({ limitPrice: 70 }));
    wheel.row(barOf(1, [90]));
    // What was said in answer came last, so it displaced the order whose place it was told of.
    expect(wheel.stateOf('0-2')[0]).toBe('cancelled');
    wheel.row(barOf(2, [90]));
    expect(wheel.fills.map(({ order }) => order)).toEqual(['0-3']);
  });
});

describe('changes on quotes', () => {
  const quoted = (latencyMs: number) =>
    wheelOf('realistic', { settings: { latencyMs }, matchesBars: () => false });

  it('are at once without latency', () => {
    const wheel = quoted(0);
    wheel.row(quoteAt(1, [99, 100]), () => wheel.place({ limitPrice: 98 }));
    between(wheel, 5, () => wheel.cancel('0-1'));
    expect(wheel.stateOf('0-1')[0]).toBe('cancelled');
  });

  it('are on their way for as long as an order would be', () => {
    for (const [at, filled] of [
      [14, 1],
      [15, 0],
    ] as const) {
      const wheel = quoted(10);
      wheel.row(quoteAt(1, [99, 100]), () => wheel.place({ limitPrice: 98 }));
      between(wheel, 5, () => wheel.cancel('0-1'));
      wheel.row(quoteAt(at, [97, 98]));
      expect(wheel.fills).toHaveLength(filled);
    }
  });

  it('let a changed order arrive anew', () => {
    const wheel = quoted(10);
    wheel.row(quoteAt(1, [99, 100]), () => wheel.place({ limitPrice: 90 }));
    between(wheel, 20, () => wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 98 } }));
    wheel.row(quoteAt(29, [97, 98]));
    expect(wheel.fills).toHaveLength(0);
    wheel.row(quoteAt(30, [97, 98]));
    expect(wheel.fills).toHaveLength(1);
  });
});

describe('a change that is on its way over a split', () => {
  const split = (at: number, value: number) =>
    ({ kind: 'action', symbol: 'X', at, happenedAt: at, action: 'split', value }) as const;

  it('says what it said in new units and prices: nobody pays twice his limit', () => {
    const wheel = wheelOf('realistic', { settings: { latencyMs: 10 }, matchesBars: () => false });
    wheel.row(quoteAt(1, [99, 100]), () =>
      wheel.place({ quantity: 100, type: 'limit', limitPrice: 80, timeInForce: 'gtc' }),
    );
    const change = { limitPrice: 90, quantity: 50 };
    between(wheel, 20, () => wheel.command({ kind: 'amend', order: '0-1', change }));
    wheel.row(split(25, 2));
    wheel.row(quoteAt(40, [49.5, 50]));
    expect(wheel.portfolio.order('0-1')?.order).toMatchObject({ limitPrice: 45, quantity: 100 });
    wheel.row(quoteAt(60, [49.5, 50]));
    expect(wheel.fills).toEqual([]);
  });

  it('asks for whole lots of what is left', () => {
    const wheel = wheelOf('realistic');
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 10, limitPrice: 80, timeInForce: 'gtc' }));
    between(wheel, noon, () => wheel.command({ kind: 'amend', order: '0-1', change: { quantity: 7 } }));
    wheel.row(split(3 * DAY_MS, 1.5));
    wheel.row(barOf(3, [60]));
    expect(wheel.portfolio.order('0-1')?.order).toMatchObject({ quantity: 10 });
  });

  it('is taken as it is where it was said after the split', () => {
    const wheel = wheelOf('realistic', { settings: { latencyMs: 10 }, matchesBars: () => false });
    wheel.row(quoteAt(1, [99, 100]), () =>
      wheel.place({ quantity: 100, type: 'limit', limitPrice: 80, timeInForce: 'gtc' }),
    );
    wheel.row(split(25, 2), () =>
      wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 48, quantity: 150 } }),
    );
    wheel.row(quoteAt(40, [49.5, 50]));
    expect(wheel.portfolio.order('0-1')?.order).toMatchObject({ limitPrice: 48, quantity: 150 });
  });
});
