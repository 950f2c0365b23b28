import { describe, expect, it } from '@jest/globals';
import { close, submit, target } from '../../../src/pipeline/intents.js';
import { executed, hearing } from './hearing.js';

const because = 'a test says so';
const buy = submit({ key: 'k', symbol: 'X', side: 'buy', quantity: 10, timeInForce: 'gtc', because });

describe('a symbol that drifts', () => {
  const out = target({ symbol: 'X', quantity: 0, because });

  /** Ten by the journal, and at the broker what a test says, in two snapshots. */
  const drifting = (quantity: number) => {
    const desk = hearing();
    desk.wish(buy);
    desk.hear(executed());
    for (let count = 0; count < 2; count += 1) {
      desk.snapshot({ positions: [{ symbol: 'X', quantity }] });
      desk.later(1_000);
    }
    expect(desk.outside.frozen('X')).toMatchObject({ code: 'POSITION_DRIFT' });
    return desk;
  };

  it.each([0, -3, 9])('is not closed where that would open something: the broker has %s', (quantity) => {
    const desk = drifting(quantity);
    desk.wish(out);
    desk.wish(close({ symbol: 'X', because }));
    const refusals = desk.all('refusal').map(({ body: { code, facts } }) => ({ code, facts }));
    const refused = {
      code: 'POSITION_DISPUTED',
      facts: { symbol: 'X', journal: 10, broker: quantity },
    };
    expect(refusals).toEqual([refused, refused]);
    expect(desk.sent).toHaveLength(1);
  });

  it('is closed as far as the broker has it, with all that is on its way', () => {
    const desk = drifting(9);
    const sell = (key: string, quantity: number) =>
      submit({ key, symbol: 'X', side: 'sell', quantity, timeInForce: 'gtc', reduceOnly: true, because });
    desk.wish(sell('some', 6));
    desk.wish(sell('too much', 4));
    desk.wish(sell('the rest', 3));
    expect(desk.sent.slice(1)).toMatchObject([{ order: { quantity: 6 } }, { order: { quantity: 3 } }]);
    expect(desk.codes().filter((code) => code.startsWith('refusal'))).toEqual(['refusal POSITION_DISPUTED']);
  });

  it('counts what executed since the newest snapshot', () => {
    const desk = drifting(9);
    desk.wish(target({ symbol: 'X', quantity: 4, because }));
    desk.hear(executed({ execution: 'E2', order: 'r-1-2', side: 'sell', quantity: 6 }));
    desk.wish(out);
    expect(desk.all('refusal').at(-1)?.body.facts).toEqual({ symbol: 'X', journal: 4, broker: 3 });
  });

  it('is closed where the broker has more of it, and after a person accepted what it has', () => {
    const more = drifting(12);
    more.wish(out);
    expect(more.sent.at(-1)).toMatchObject({ order: { side: 'sell', quantity: 10 } });
    const less = drifting(4);
    less.wish(close({ symbol: 'X', because }));
    less.reconcile('X');
    less.wish(close({ symbol: 'X', because }));
    expect(less.sent.at(-1)).toMatchObject({ order: { side: 'sell', quantity: 4 } });
  });

  it('is not closed either where something else of it is unknown', () => {
    const desk = hearing();
    desk.wish(buy);
    desk.hear(executed());
    desk.hear({ kind: 'unknown', symbol: 'X', text: 'WAT' });
    desk.snapshot({ positions: [{ symbol: 'X', quantity: 0 }] });
    desk.wish(out);
    expect(desk.codes().at(-1)).toBe('refusal POSITION_DISPUTED');
  });

  it('says the newest numbers when the difference changes', () => {
    const desk = drifting(9);
    desk.snapshot({ positions: [{ symbol: 'X', quantity: 9 }] });
    desk.snapshot({ positions: [{ symbol: 'X', quantity: 2 }] });
    expect(desk.all('freeze').filter(({ body }) => body.code === 'POSITION_DRIFT')).toMatchObject([
      { body: { frozen: true, facts: { journal: 10, broker: 9 } } },
      { body: { frozen: true, facts: { journal: 10, broker: 2 } } },
    ]);
    expect(desk.outside.freezes()).toMatchObject([{ facts: { broker: 2 }, since: 2_000 }]);
  });
});
