import { describe, expect, it } from '@jest/globals';
import { bars, close, definePipeline, type Intent, submit, target } from 'millrace';
import { concatMap, EMPTY, of } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { BrokerEvent } from '../../src/brokers/simulated/simulated-broker.js';
import type { Entry } from '../../src/domain/journal.js';
import type { Order } from '../../src/domain/order.js';
import { minute, minuteBars } from '../engine/minute-bars.js';
import { play, type Wish } from '../engine/play.js';
import { type ScriptedBroker, scripted } from '../engine/scripted-broker.js';

/** What is said at the n-th bar, counted from 1. */
type Says = Readonly<Record<number, readonly Intent[]>>;

/** What the broker answers when it meets the n-th bar; it answers no cancel at once, as no real one does. */
type Answers = Readonly<
  Record<number, (broker: ScriptedBroker, order: (key: string) => Order) => readonly BrokerEvent[]>
>;

const hold = (quantity: number, because = `hold ${quantity}`): Intent =>
  target({ symbol: 'X', quantity, because });
const weigh = (weight: number, toleranceWeight?: number): Intent =>
  target({
    symbol: 'X',
    weight,
    because: `weigh ${weight}`,
    ...(toleranceWeight === undefined ? {} : { rebalance: { toleranceWeight } }),
  });

const speaker = (says: Says) =>
  definePipeline({
    name: 'speaker',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
    flow: ({ bar$ }) => bar$.pipe(concatMap((_, index) => says[index + 1] ?? EMPTY)),
  });

const barNumber = (at: number): number => (at - minute(0)) / 60_000;

/** One line for each thing that was decided or happened: `bar 2: sends buy 100`. */
const told = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) => {
    const line = lineOf(entry);
    return line === null ? [] : [`bar ${barNumber(entry.at)}: ${line}`];
  });

const lineOf = (entry: Entry): string | null => {
  switch (entry.kind) {
    case 'command': {
      const { command } = entry.body;
      if (command.kind !== 'place') return command.kind === 'cancel' ? `cancels ${command.order}` : 'amends';
      const { id, side, quantity, role, type } = command.order;
      return role === 'target'
        ? `sends ${id} ${side} ${quantity}`
        : `submits ${id} ${side} ${quantity} ${type}`;
    }
    case 'fill':
      return `fills ${entry.body.order} by ${entry.body.quantity}`;
    case 'refusal':
      return `refuses: ${entry.body.code}`;
    default:
      return null;
  }
};

/** Plays bars at some prices, plain ones unless said, to a pipeline that speaks and a broker that answers. */
const story = async (
  says: Says,
  answers: Answers = {},
  more: Partial<Wish> & { prices?: readonly number[] } = {},
) => {
  const { prices = [100, 100, 100, 100, 100, 100, 100], ...rest } = more;
  const { entries } = await play({
    pipelines: { p: speaker(says) },
    events: minuteBars('X', prices),
    rules: scripted({
      accept: (command, broker) =>
        command.kind === 'place' ? [broker.said(command.order.id, 'working')] : [],
      meet: (event, broker) => {
        const answer = answers[barNumber(event.at)];
        const find = (key: string): Order => {
          const found = broker.orders().find((order) => order.key === key);
          if (!found) throw new Error(`the broker has no order ${key}`);
          return found;
        };
        return answer?.(broker, find) ?? [];
      },
    }),
    ...rest,
  });
  return told(entries);
};

const KEY = 'target:X';

/** Fills the target's order, wholly unless a quantity is named. */
const fills =
  (quantity?: number): Answers[number] =>
  (broker, order) => [
    broker.filled(order(KEY).id, {
      price: 100,
      at: broker.context.now(),
      ...(quantity === undefined ? {} : { quantity }),
    }),
  ];
const says =
  (state: 'cancelled' | 'rejected' | 'expired', key = KEY): Answers[number] =>
  (broker, order) => [broker.said(order(key).id, state)];

const protectiveStop = submit({
  key: 'stop',
  symbol: 'X',
  side: 'sell',
  quantity: 100,
  stopPrice: 90,
  timeInForce: 'gtc',
  because: 'protect',
});

describe('a target', () => {
  it('says what to hold: the order is what is missing', async () => {
    const lines = await story(
      { 1: [hold(100)], 2: [hold(30)], 3: [hold(-20)], 4: [hold(0)] },
      { 2: fills(), 3: fills(), 4: fills(), 5: fills() },
    );
    expect(lines.filter((line) => line.includes('sends'))).toEqual([
      'bar 1: sends 1-1 buy 100',
      'bar 2: sends 1-2 sell 70',
      'bar 3: sends 1-3 sell 50',
      'bar 4: sends 1-4 buy 20',
    ]);
  });

  it('that is equal does nothing while held and working together are it', async () => {
    const again = { 1: [hold(100)], 2: [hold(100)], 3: [hold(100)], 4: [hold(100)] };
    expect(await story(again, { 3: fills(40), 4: fills() })).toEqual([
      'bar 1: sends 1-1 buy 100',
      'bar 3: fills 1-1 by 40',
      'bar 4: fills 1-1 by 60',
    ]);
  });

  it('of nothing where nothing is held sends nothing', async () => {
    expect(await story({ 1: [hold(0)], 2: [weigh(0)] })).toEqual([]);
  });

  it('does not count a protective stop that works while it is repeated', async () => {
    const lines = await story(
      { 1: [hold(100)], 2: [protectiveStop], 3: [hold(100)], 4: [hold(100)] },
      { 2: fills() },
    );
    expect(lines).toEqual([
      'bar 1: sends 1-1 buy 100',
      'bar 2: fills 1-1 by 100',
      'bar 2: submits 1-2 sell 100 stop',
    ]);
  });

  it('does not take a protective stop back when it changes', async () => {
    const lines = await story({ 1: [hold(100)], 2: [protectiveStop], 3: [hold(150)] }, { 2: fills() });
    expect(lines.slice(2)).toEqual(['bar 2: submits 1-2 sell 100 stop', 'bar 3: sends 1-3 buy 50']);
  });

  it('counts neither a bracket’s children nor a submitted order', async () => {
    const bracket = submit({
      key: 'entry',
      symbol: 'X',
      side: 'buy',
      quantity: 10,
      limitPrice: 80,
      stopLoss: { stopPrice: 70 },
      takeProfit: { limitPrice: 120 },
      because: 'bracket',
    });
    const lines = await story({ 1: [bracket], 2: [hold(100)], 3: [hold(100)] });
    expect(lines).toEqual(['bar 1: submits 1-1 buy 10 limit', 'bar 2: sends 1-4 buy 100']);
  });

  it('counts what is held whoever bought it', async () => {
    const bought = submit({ key: 'own', symbol: 'X', side: 'buy', quantity: 30, because: 'by hand' });
    const lines = await story(
      { 1: [bought], 2: [hold(100)] },
      {
        2: (broker, order) => [broker.filled(order('own').id, { price: 100, at: broker.context.now() })],
      },
    );
    expect(lines.at(-1)).toBe('bar 2: sends 1-2 buy 70');
  });

  it('is sent again after its position was closed by another order', async () => {
    const lines = await story(
      { 1: [hold(100)], 2: [protectiveStop], 4: [hold(100)] },
      {
        2: fills(),
        3: (broker, order) => [broker.filled(order('stop').id, { price: 90, at: broker.context.now() })],
      },
    );
    expect(lines.slice(-2)).toEqual(['bar 3: fills 1-2 by 100', 'bar 4: sends 1-3 buy 100']);
  });

  it('is sent again after close()', async () => {
    const lines = await story(
      { 1: [hold(100)], 2: [close({ symbol: 'X', because: 'out' })], 4: [hold(100)] },
      {
        2: fills(),
        3: (broker, order) => [broker.filled(order('close:X').id, { price: 90, at: broker.context.now() })],
      },
    );
    expect(lines.slice(-1)).toEqual(['bar 4: sends 1-3 buy 100']);
  });
});

describe('a different target', () => {
  it('cancels the order of the old one while it works, and sends the remainder once the cancel is known', async () => {
    expect(await story({ 1: [hold(100)], 2: [hold(60)] }, { 4: says('cancelled') })).toEqual([
      'bar 1: sends 1-1 buy 100',
      'bar 2: cancels 1-1',
      'bar 4: sends 1-2 buy 60',
    ]);
  });

  it('sends what is still missing where the old order was filled in part', async () => {
    const lines = await story({ 1: [hold(100)], 3: [hold(60)] }, { 2: fills(30), 4: says('cancelled') });
    expect(lines.slice(2)).toEqual(['bar 3: cancels 1-1', 'bar 4: sends 1-2 buy 30']);
  });

  it('gives back what is too much where the old order was filled in part', async () => {
    const lines = await story({ 1: [hold(100)], 3: [hold(10)] }, { 2: fills(30), 4: says('cancelled') });
    expect(lines.slice(2)).toEqual(['bar 3: cancels 1-1', 'bar 4: sends 1-2 sell 20']);
  });

  it('sends nothing more where the part that was filled is just enough', async () => {
    const lines = await story({ 1: [hold(100)], 3: [hold(30)] }, { 2: fills(30), 4: says('cancelled') });
    expect(lines.slice(2)).toEqual(['bar 3: cancels 1-1']);
  });

  it('sends the remainder once the fill that crossed its cancel is known', async () => {
    expect(await story({ 1: [hold(100)], 2: [hold(60)] }, { 3: fills() })).toEqual([
      'bar 1: sends 1-1 buy 100',
      'bar 2: cancels 1-1',
      'bar 3: fills 1-1 by 100',
      'bar 3: sends 1-2 sell 40',
    ]);
  });

  it('counts a part that was filled while the cancel was on its way', async () => {
    const lines = await story({ 1: [hold(100)], 2: [hold(60)] }, { 3: fills(20), 4: says('cancelled') });
    expect(lines.slice(1)).toEqual([
      'bar 2: cancels 1-1',
      'bar 3: fills 1-1 by 20',
      'bar 4: sends 1-2 buy 40',
    ]);
  });

  it('waits with one cancel, however often it is repeated or changed meanwhile', async () => {
    const lines = await story(
      { 1: [hold(100)], 2: [hold(60)], 3: [hold(60)], 4: [hold(80), hold(70)] },
      { 5: says('cancelled') },
    );
    expect(lines).toEqual(['bar 1: sends 1-1 buy 100', 'bar 2: cancels 1-1', 'bar 5: sends 1-2 buy 70']);
  });

  it('that returns to the old one waits for the cancel all the same, which cannot be called back', async () => {
    const lines = await story({ 1: [hold(100)], 2: [hold(60)], 3: [hold(100)] }, { 4: says('cancelled') });
    expect(lines).toEqual(['bar 1: sends 1-1 buy 100', 'bar 2: cancels 1-1', 'bar 4: sends 1-2 buy 100']);
  });

  it('is sent where the old order is rejected or expires before its cancel comes', async () => {
    for (const state of ['rejected', 'expired'] as const) {
      const lines = await story({ 1: [hold(100)], 2: [hold(60)], 4: [hold(60)] }, { 3: says(state) });
      expect(lines.slice(1)).toEqual(['bar 2: cancels 1-1', 'bar 3: sends 1-2 buy 60']);
    }
  });

  it('names intent and cancel as the causes of the remainder', async () => {
    const { entries, all } = await play({
      pipelines: { p: speaker({ 1: [hold(100)], 2: [hold(60, 'less')] }) },
      events: minuteBars('X', [100, 100, 100]),
      rules: scripted({ meet: () => [] }),
    });
    const last = all('approval').at(-1);
    const causes = entries.filter(({ serial }) =>
      last?.causes.some((cause) => 'entry' in cause && cause.entry === serial),
    );
    expect(causes.map(({ kind }) => kind)).toEqual(['intent', 'order']);
    expect(all('command').map(({ body: { command } }) => command.kind)).toEqual(['place', 'cancel', 'place']);
  });

  it('through flat reverses by one order where positions are net', async () => {
    const lines = await story({ 1: [hold(100)], 2: [hold(-100)] }, { 2: fills() });
    expect(lines.at(-1)).toBe('bar 2: sends 1-2 sell 200');
  });
});

describe('a target of weight or notional', () => {
  const prices = [100, 125, 80, 200, 50, 100, 100];

  it('becomes a quantity once: repeated while prices move it does nothing', async () => {
    const again = { 1: [weigh(0.5)], 2: [weigh(0.5)], 3: [weigh(0.5)], 4: [weigh(0.5)], 5: [weigh(0.5)] };
    expect(await story(again, { 2: fills() }, { prices })).toEqual([
      'bar 1: sends 1-1 buy 500',
      'bar 2: fills 1-1 by 500',
    ]);
    const money = target({ symbol: 'X', notional: 5_000, because: 'money' });
    expect(await story({ 1: [money], 2: [money], 3: [money] }, { 2: fills() }, { prices })).toEqual([
      'bar 1: sends 1-1 buy 50',
      'bar 2: fills 1-1 by 50',
    ]);
  });

  it('is sized anew when it changes, at the price and the equity of then', async () => {
    const lines = await story({ 1: [weigh(0.5)], 3: [weigh(0.4)] }, { 2: fills() }, { prices });
    // 500 bought at 100 have lost 20 each: 90,000 x 0.4 / 80 = 450.
    expect(lines.at(-1)).toBe('bar 3: sends 1-2 sell 50');
  });

  it('is sized anew after another target came between', async () => {
    const lines = await story(
      { 1: [weigh(0.5)], 2: [hold(0)], 3: [weigh(0.5)] },
      { 2: fills(), 3: fills() },
      { prices },
    );
    // Bought and sold at 100, back at 80: 100,000 x 0.5 / 80 = 625.
    expect(lines.at(-1)).toBe('bar 3: sends 1-3 buy 625');
  });

  it('uses the multiplier, and whole units toward zero', async () => {
    const lines = await story({ 1: [weigh(-0.333)] }, {}, { prices, instrument: { multiplier: 50 } });
    expect(lines).toEqual(['bar 1: sends 1-1 sell 6']);
  });

  it('is sized anew for a drift beyond its tolerance, and for no smaller one', async () => {
    const drifting = { 1: [weigh(0.5, 0.05)], 2: [weigh(0.5, 0.05)], 3: [weigh(0.5, 0.05)] };
    // 500 at 110 are 0.5238 of 105,000; at 125 they are 0.5556 of 112,500, and 450 would be the half.
    expect(await story(drifting, { 2: fills() }, { prices: [100, 110, 110] })).toEqual([
      'bar 1: sends 1-1 buy 500',
      'bar 2: fills 1-1 by 500',
    ]);
    expect((await story(drifting, { 2: fills() }, { prices: [100, 110, 125] })).at(-1)).toBe(
      'bar 3: sends 1-2 sell 50',
    );
  });

  it('has not drifted while its own order still works', async () => {
    const drifting = { 1: [weigh(0.5, 0.05)], 2: [weigh(0.5, 0.05)], 3: [weigh(0.5, 0.05)] };
    expect(await story(drifting, { 2: fills(100) }, { prices: [100, 101, 102] })).toEqual([
      'bar 1: sends 1-1 buy 500',
      'bar 2: fills 1-1 by 100',
    ]);
  });

  it('is refused before the first price, where units are not', async () => {
    const eager = definePipeline({
      name: 'eager',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: () => of(weigh(0.5), hold(1)),
    });
    const { entries } = await play({ pipelines: { p: eager }, events: minuteBars('X', [100]) });
    expect(told(entries)).toEqual([
      'bar 1: refuses: PRICE_UNKNOWN',
      'bar 1: sends 1-1 buy 1',
      'bar 1: fills 1-1 by 1',
    ]);
  });
});

describe('a target whose order ended', () => {
  it('is sent again when it is repeated: expired', async () => {
    const again = { 1: [hold(100)], 2: [hold(100)], 3: [hold(100)] };
    expect(await story(again, { 2: says('expired') })).toEqual([
      'bar 1: sends 1-1 buy 100',
      'bar 2: sends 1-2 buy 100',
    ]);
  });

  it('is sent again when it is repeated: filled in part, the rest gone', async () => {
    const lines = await story(
      { 1: [hold(100)], 3: [hold(100)], 4: [hold(100)] },
      { 2: fills(30), 3: says('cancelled') },
    );
    expect(lines.slice(2)).toEqual(['bar 3: sends 1-2 buy 70']);
  });

  it('is not sent again until it changes: rejected', async () => {
    const lines = await story(
      { 1: [hold(100)], 2: [hold(100)], 3: [hold(90)], 4: [hold(100)] },
      { 2: says('rejected'), 4: says('cancelled') },
    );
    expect(lines).toEqual([
      'bar 1: sends 1-1 buy 100',
      'bar 2: refuses: TARGET_REJECTED',
      'bar 3: sends 1-2 buy 90',
      'bar 4: sends 1-3 buy 100',
    ]);
  });

  it('that was refused by a limit is asked about again, because limits may give way', async () => {
    const lines = await story({ 1: [hold(100)], 2: [hold(100)] }, {}, { limits: { maxOrderQuantity: 50 } });
    expect(lines).toEqual(['bar 1: refuses: ORDER_QUANTITY_MAX', 'bar 2: refuses: ORDER_QUANTITY_MAX']);
  });

  it('whose remainder a limit refuses is asked about again when it is repeated', async () => {
    const lines = await story(
      { 1: [hold(10)], 2: [hold(100)], 4: [hold(100)], 5: [hold(20)] },
      { 3: says('cancelled') },
      { limits: { maxOrderQuantity: 50 } },
    );
    expect(lines).toEqual([
      'bar 1: sends 1-1 buy 10',
      'bar 2: cancels 1-1',
      'bar 3: refuses: ORDER_QUANTITY_MAX',
      'bar 4: refuses: ORDER_QUANTITY_MAX',
      'bar 5: sends 1-4 buy 20',
    ]);
  });
});

describe('targets of parts of a unit', () => {
  it('are reached, with no order for the noise of adding them up', async () => {
    const parts: Answers = { 2: fills(0.1), 3: fills(0.2) };
    const lines = await story({ 1: [hold(0.3)], 3: [hold(0.3)], 4: [hold(0.3)], 5: [hold(0)] }, parts, {
      instrument: { lotSize: 0.1, minQuantity: 0.1 },
    });
    expect(lines.filter((line) => line.includes('sends'))).toEqual([
      'bar 1: sends 1-1 buy 0.3',
      'bar 5: sends 1-2 sell 0.3',
    ]);
  });
});

describe('targets of two pipelines in one symbol', () => {
  it('net each with its own position and its own orders', async () => {
    const { entries } = await play({
      pipelines: {
        a: speaker({ 1: [hold(100)], 3: [hold(50)] }),
        b: speaker({ 2: [hold(30)], 3: [hold(30)] }),
      },
      events: minuteBars('X', [100, 100, 100, 100]),
    });
    expect(told(entries).filter((line) => line.includes('sends'))).toEqual([
      'bar 1: sends 1-1 buy 100',
      'bar 2: sends 1-2 buy 30',
      'bar 3: sends 1-3 sell 50',
    ]);
  });
});

describe('targets under the rules of realistic', () => {
  /** A bar's 2.5 % of 2,000 are 50 units; the rest of an order waits for the next bar. */
  const realistic = async (says: Says, more: Partial<Wish> & { prices?: readonly number[] } = {}) => {
    const { prices = [100, 100, 100, 100, 100, 100], ...rest } = more;
    const rules = RULE_SETS.realistic;
    if (!rules) throw new Error('there is no rule set realistic');
    const events = minuteBars('X', prices, { volume: 2_000 });
    const { entries } = await play({ pipelines: { p: speaker(says) }, events, rules, ...rest });
    return told(entries);
  };

  it('are reached part by part while they are repeated', async () => {
    const again = { 1: [hold(120)], 2: [hold(120)], 3: [hold(120)], 4: [hold(120)], 5: [hold(120)] };
    expect(await realistic(again)).toEqual([
      'bar 1: sends 1-1 buy 120',
      'bar 2: fills 1-1 by 50',
      'bar 3: fills 1-1 by 50',
      'bar 4: fills 1-1 by 20',
    ]);
  });

  it('give up what is not filled when they change, and send what is then missing', async () => {
    expect(await realistic({ 1: [hold(120)], 2: [hold(70)] })).toEqual([
      'bar 1: sends 1-1 buy 120',
      'bar 2: fills 1-1 by 50',
      'bar 2: cancels 1-1',
      'bar 2: sends 1-2 buy 20',
      'bar 3: fills 1-2 by 20',
    ]);
    expect(await realistic({ 1: [hold(120)], 3: [hold(-20)] })).toEqual([
      'bar 1: sends 1-1 buy 120',
      'bar 2: fills 1-1 by 50',
      'bar 3: fills 1-1 by 50',
      'bar 3: cancels 1-1',
      'bar 3: sends 1-2 sell 120',
      'bar 4: fills 1-2 by 50',
      'bar 5: fills 1-2 by 50',
      'bar 6: fills 1-2 by 20',
    ]);
  });

  it('leave a protective stop alone while they are repeated, and buy again after it', async () => {
    const stop = submit({
      key: 'stop',
      symbol: 'X',
      side: 'sell',
      quantity: 40,
      stopPrice: 95,
      reduceOnly: true,
      timeInForce: 'gtc',
      because: 'protect',
    });
    const says = { 1: [hold(40)], 2: [stop, hold(40)], 3: [hold(40)], 4: [hold(40)] };
    expect(await realistic(says, { prices: [100, 100, 100, 90, 90] })).toEqual([
      'bar 1: sends 1-1 buy 40',
      'bar 2: fills 1-1 by 40',
      'bar 2: submits 1-2 sell 40 stop',
      'bar 4: fills 1-2 by 40',
      'bar 4: sends 1-3 buy 40',
      'bar 5: fills 1-3 by 40',
    ]);
  });

  it('of a weight stay the units they came to, while prices move', async () => {
    const says = { 1: [weigh(0.04)], 2: [weigh(0.04)], 3: [weigh(0.04)], 4: [weigh(0.05)] };
    expect(await realistic(says, { prices: [100, 100, 130, 80, 80] })).toEqual([
      'bar 1: sends 1-1 buy 40',
      'bar 2: fills 1-1 by 40',
      // 100,000 less 800 and the commission, at 80.
      'bar 4: sends 1-2 buy 21',
      'bar 5: fills 1-2 by 21',
    ]);
  });

  it('that are rejected for want of money are not sent again until they change', async () => {
    const says = { 1: [hold(40)], 2: [hold(40)], 3: [hold(9)] };
    expect(await realistic(says, { capital: 1_000 })).toEqual([
      'bar 1: sends 1-1 buy 40',
      'bar 2: refuses: TARGET_REJECTED',
      'bar 3: sends 1-2 buy 9',
      'bar 4: fills 1-2 by 9',
    ]);
  });

  it('of parts of a lot are as near as whole lots come', async () => {
    const says = { 1: [hold(40.7)], 2: [hold(40.7)], 3: [hold(40.2)] };
    expect(await realistic(says)).toEqual(['bar 1: sends 1-1 buy 40', 'bar 2: fills 1-1 by 40']);
  });
});
