import type { Cause, Entry, EntryBodies, EntryKind } from '../../src/domain/journal.js';
import type { Order } from '../../src/domain/order.js';

/** An entry of `sma-cross` in SPY with what a test cares about. */
export const entry = <K extends EntryKind>(
  kind: K,
  body: EntryBodies[K],
  where: { serial: number; at?: number; causes?: readonly Cause[] },
): Entry =>
  // The body belongs to the kind by the signature; the union does not follow a generic kind.
  ({
    v: 1,
    serial: where.serial,
    at: where.at ?? Date.UTC(2020, 0, 2, 21) + where.serial,
    kind,
    causes: where.causes ?? [],
    pipeline: kind === 'begin' || kind === 'end' || kind === 'close' ? null : 'sma-cross',
    account: 'sim',
    symbol: kind === 'begin' || kind === 'end' || kind === 'close' ? null : 'SPY',
    body,
  }) as Entry;

/** A market order for 95 SPY. */
export const order = (changes: Partial<Order> = {}): Order => ({
  id: '1-1',
  key: 'target-SPY',
  pipeline: 'sma-cross',
  symbol: 'SPY',
  side: 'buy',
  quantity: 95,
  fraction: null,
  type: 'market',
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'gtc',
  expiresAt: null,
  parent: null,
  oco: null,
  role: 'target',
  lot: null,
  reduceOnly: false,
  outsideRth: false,
  because: 'the fast average crossed above the slow one',
  at: Date.UTC(2020, 0, 2, 21),
  ...changes,
});

/** A whole small run: a bar makes a target, the target an order, the order a fill. */
export const sampleRun = (): Entry[] => {
  const bar = { row: { symbol: 'SPY', kind: 'bar', at: Date.UTC(2020, 0, 2, 21), n: 31 } };
  const nextBar = { row: { symbol: 'SPY', kind: 'bar', at: Date.UTC(2020, 0, 3, 21), n: 32 } };
  const because = 'the fast average crossed above the slow one';
  return [
    entry(
      'begin',
      {
        pipelines: [
          {
            id: 'sma-cross',
            name: 'sma-cross',
            capital: 100_000,
            warmupBars: 30,
            params: { symbols: ['SPY'], fast: 10 },
          },
        ],
        rules: 'realistic',
        currency: 'USD',
        broker: { cash: 100_000 },
        risk: {},
        instruments: {},
        matchOn: { SPY: 'bars' },
        seed: 1,
        coverage: { from: Date.UTC(2020, 0, 2), to: null },
      },
      { serial: 1 },
    ),
    entry(
      'intent',
      {
        intent: {
          kind: 'target',
          symbol: 'SPY',
          quantity: null,
          weight: 0.95,
          notional: null,
          rebalance: null,
          because,
        },
        warming: false,
      },
      { serial: 2, causes: [bar] },
    ),
    entry(
      'approval',
      { commands: 1, target: { quantity: 95, waiting: false } },
      { serial: 3, causes: [{ entry: 2 }] },
    ),
    entry(
      'command',
      { command: { kind: 'place', order: order(), children: [] } },
      { serial: 4, causes: [{ entry: 3 }] },
    ),
    entry(
      'order',
      { order: '1-1', key: 'target-SPY', state: 'working', code: null, facts: {}, change: null },
      { serial: 5, causes: [{ entry: 4 }] },
    ),
    entry(
      'fill',
      {
        order: '1-1',
        key: 'target-SPY',
        side: 'buy',
        quantity: 95,
        price: 321.5,
        commission: 1,
        currency: 'USD',
        happenedAt: Date.UTC(2020, 0, 3, 14, 30),
        effect: 'net',
        lot: null,
        entryCommission: null,
        bar: 31,
        because,
        complete: true,
      },
      { serial: 6, causes: [{ entry: 4 }, nextBar] },
    ),
    entry('end', { events: 32, coverage: { from: null, to: null }, interrupted: false }, { serial: 7 }),
    entry('close', { marks: 0, marksHash: '' }, { serial: 8 }),
  ];
};
