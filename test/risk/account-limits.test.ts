import { describe, expect, it } from '@jest/globals';
import { amend, close, type Intent } from 'millrace';
import { minuteBars } from '../engine/minute-bars.js';
import { scripted } from '../engine/scripted-broker.js';
import { order, refusedOf, type Says } from './speaker.js';

const buy = (quantity: number, more?: Parameters<typeof order>[2]) => order('buy', quantity, more);
const sell = (quantity: number, more?: Parameters<typeof order>[2]) => order('sell', quantity, more);
const out: Intent = close({ symbol: 'X', because: 'out' });

/** Each says one thing, a bar after the other. */
const inTurn = (...said: readonly (readonly [pipeline: string, ...intents: Intent[]])[]) => {
  const pipelines: Record<string, Record<number, readonly Intent[]>> = {};
  for (const [index, [pipeline, ...intents]] of said.entries()) {
    pipelines[pipeline] = { ...pipelines[pipeline], [index + 1]: intents };
  }
  return pipelines as Readonly<Record<string, Says>>;
};

describe('maxPositionQuantity', () => {
  const limits = { maxPositionQuantity: 100 };

  it('is of the account: what several pipelines hold adds up', async () => {
    const { lines, facts } = await refusedOf(limits, inTurn(['a', buy(60)], ['b', buy(40)], ['b', buy(1)]));
    expect([lines, facts]).toEqual([['3 b POSITION_QUANTITY_MAX'], [{ quantity: 101, limit: 100 }]]);
  });

  it('sets opposite positions of two pipelines off', async () => {
    const { lines } = await refusedOf(limits, inTurn(['a', buy(100)], ['b', sell(200)]));
    expect(lines).toEqual([]);
    const more = await refusedOf(limits, inTurn(['a', buy(100)], ['b', sell(201)]));
    expect(more.facts).toEqual([{ quantity: 101, limit: 100 }]);
  });

  it('counts what works on that side for any pipeline', async () => {
    const low = { limitPrice: 50 };
    const { lines } = await refusedOf(limits, inTurn(['a', buy(60, low)], ['b', buy(40, low), buy(1, low)]));
    expect(lines).toEqual(['2 b POSITION_QUANTITY_MAX']);
  });

  it('refuses what leaves the account further out, though the pipeline gives up what it holds', async () => {
    const said = inTurn(['a', buy(100)], ['b', sell(150)], ['a', out], ['b', out], ['a', out]);
    const { lines, facts } = await refusedOf({ maxPositionQuantity: 120 }, said);
    // Without a the account would be short 150; b may go first, and then a.
    expect([lines, facts]).toEqual([['3 a POSITION_QUANTITY_MAX'], [{ quantity: 150, limit: 120 }]]);
  });

  it('lets pass what makes a position smaller that is over the limit already', async () => {
    // The broker fills 30 more than it was asked for.
    const rules = scripted({
      meet: (event, broker) =>
        broker
          .orders()
          .map(({ id, side }) =>
            broker.filled(id, { price: 100, at: event.at, quantity: side === 'buy' ? 130 : 10 }),
          ),
    });
    const said = inTurn(['a', buy(100)], ['a', sell(10)], ['b', sell(10)], ['b', buy(1)]);
    expect((await refusedOf(limits, said, { rules })).lines).toEqual(['4 b POSITION_QUANTITY_MAX']);
  });

  it('counts one of a group that ends with its first fill', async () => {
    const group = [buy(100, { limitPrice: 90, oco: 'g' }), buy(100, { stopPrice: 110, oco: 'g' })];
    expect((await refusedOf(limits, inTurn(['a', ...group]))).lines).toEqual([]);
    expect((await refusedOf(limits, inTurn(['a', ...group, buy(1)]))).lines).toEqual([
      '1 a POSITION_QUANTITY_MAX',
    ]);
  });

  it('takes the exits of a bracket for what they are: they close it and open nothing', async () => {
    const exits = { stopLoss: { stopPrice: 90 }, takeProfit: { limitPrice: 110 } };
    const said = inTurn(['a', buy(100, exits)], ['a', sell(100, { limitPrice: 200 })], ['a', out]);
    expect((await refusedOf(limits, said)).lines).toEqual([]);
  });

  it('sees that an exit may fill before an order that counts on the position', async () => {
    const stop = sell(100, { stopPrice: 90, reduceOnly: true });
    const reversal = sell(150, { limitPrice: 200 });
    expect((await refusedOf(limits, inTurn(['a', buy(100)], ['a', reversal]))).lines).toEqual([]);
    const said = inTurn(['a', buy(100)], ['a', stop, reversal]);
    const { lines, facts } = await refusedOf(limits, said);
    expect([lines, facts]).toEqual([['2 a POSITION_QUANTITY_MAX'], [{ quantity: 150, limit: 100 }]]);
  });

  it('asks an amendment for its new quantity, less what is filled', async () => {
    const rules = scripted({
      meet: (event, broker) => {
        const [first] = broker.orders();
        return first && event.at % 120_000 === 0
          ? [broker.filled(first.id, { price: 100, at: event.at, quantity: 10 })]
          : [];
      },
    });
    const to = (quantity: number) => amend('k', { quantity, because: 'change' });
    const said = inTurn(
      ['a', buy(60, { key: 'k', limitPrice: 99 })],
      ['b', buy(40)],
      ['a', to(60), to(61), to(30)],
    );
    expect((await refusedOf(limits, said, { rules })).lines).toEqual(['3 a POSITION_QUANTITY_MAX']);
  });
});

describe('maxGrossNotional', () => {
  const limits = { maxGrossNotional: 10_000 };

  it('counts the net of all pipelines in a symbol, at its price and multiplier', async () => {
    const said = inTurn(['a', buy(10)], ['b', sell(20)], ['a', sell(1)]);
    const { lines, facts } = await refusedOf(limits, said, { instrument: { multiplier: 10 } });
    expect([lines, facts]).toEqual([['3 a GROSS_NOTIONAL_MAX'], [{ notional: 11_000, limit: 10_000 }]]);
  });

  it('lets an amendment pass that makes an order smaller, whatever the price has become', async () => {
    const entry = buy(90, { key: 'entry', stopPrice: 150 });
    const to = (change: Parameters<typeof amend>[1]) => amend('entry', change);
    const because = 'change';
    const said = inTurn(['a', entry], ['a', to({ quantity: 60, because }), to({ quantity: 61, because })]);
    const { lines } = await refusedOf({ maxGrossNotional: 13_500 }, said, { prices: [100, 400, 400] });
    expect(lines).toEqual(['2 a GROSS_NOTIONAL_MAX']);
  });

  it('takes of another symbol the side that leads further', async () => {
    const both = {
      symbols: ['X', 'Y'],
      events: [...minuteBars('X', [100, 100, 100]), ...minuteBars('Y', [10, 10, 10])],
    };
    const y = { symbol: 'Y' };
    const far = [buy(300, { ...y, limitPrice: 1 }), sell(500, { ...y, limitPrice: 90 })];
    const { facts } = await refusedOf(
      { maxGrossNotional: 50_000 },
      inTurn(['a', ...far], ['b', buy(451)]),
      both,
    );
    expect(facts).toEqual([{ notional: 50_100, limit: 50_000 }]);
  });

  it('counts an order of a symbol that has no price yet at its own', async () => {
    const both = { symbols: ['X', 'Y'], events: [...minuteBars('X', [100, 100, 100]), ...late] };
    const said = inTurn(['a', buy(90, { symbol: 'Y', limitPrice: 100 })], ['b', buy(11)]);
    expect((await refusedOf(limits, said, both)).facts).toEqual([{ notional: 10_100, limit: 10_000 }]);
  });
});

/** Y trades for the first time in the third minute. */
const late = minuteBars('Y', [1, 1, 100]).slice(2);

describe('maxNetNotional', () => {
  const both = {
    symbols: ['X', 'Y'],
    events: [...minuteBars('X', [100, 100, 100, 100]), ...minuteBars('Y', [10, 10, 30, 30])],
  };

  it('lets pass in one symbol what sets off too much in another', async () => {
    // 500 Y at 10 were within the limit; at 30 they are not.
    const said = inTurn(['a'], ['a', sell(500, { symbol: 'Y' })], ['a'], ['b', buy(40), sell(1)]);
    const { lines, facts } = await refusedOf({ maxNetNotional: 5_000 }, said, both);
    expect([lines, facts]).toEqual([['4 b NET_NOTIONAL_MAX'], [{ notional: 15_100, limit: 5_000 }]]);
  });
});

describe('limits of one order', () => {
  it('do not add pipelines up', async () => {
    const limits = { maxOrderQuantity: 60, maxOrderNotional: 6_000 };
    const said = inTurn(['a', buy(60)], ['b', buy(60)], ['b', buy(61)]);
    expect((await refusedOf(limits, said)).lines).toEqual(['3 b ORDER_QUANTITY_MAX']);
  });
});

describe('maxOpenOrders and maxOrdersPerMinute', () => {
  it('are of the account', async () => {
    const resting = buy(1, { limitPrice: 50 });
    const open = await refusedOf({ maxOpenOrders: 1 }, { a: { 1: [resting] }, b: { 1: [resting] } });
    expect(open.lines).toEqual(['1 b OPEN_ORDERS_MAX']);
    const rate = await refusedOf({ maxOrdersPerMinute: 1 }, { a: { 1: [resting] }, b: { 1: [resting] } });
    expect(rate.lines).toEqual(['1 b ORDER_RATE_MAX']);
  });
});
