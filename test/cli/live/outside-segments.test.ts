import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { planLive } from '../../../src/cli/live/plan/plan-live.js';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import { startRun } from '../../../src/cli/live/session/start-run.js';
import type { Input } from '../../../src/domain/input.js';
import type { Entry, EntryKind, EntryOf } from '../../../src/domain/journal.js';
import type { OutsideEvent } from '../../../src/domain/outside-event.js';
import { readJournal } from '../../../src/journal/read-journal.js';
import { tradesOf } from '../../../src/portfolio/trades-of.js';
import { executed, listed } from '../../brokers/outside/hearing.js';
import { scratch } from '../scratch.js';

const { path, write } = scratch();

/** Holds `units` of A, and asks for some below the market when it begins. */
const PIPELINE = `
import { definePipeline, submit, target, trades } from 'millrace';
import { map, merge, take } from 'rxjs';
import { z } from 'zod';
export const holder = definePipeline({
  name: 'holder',
  params: z.strictObject({ units: z.int().default(10) }),
  feeds: () => ({ trade$: trades({ symbols: ['A'] }) }),
  flow: ({ trade$ }, { params: { units } }) =>
    merge(
      trade$.pipe(map(({ symbol, price }) => target({ symbol, quantity: units, because: 'price ' + price }))),
      trade$.pipe(
        take(1),
        map(({ symbol }) => submit({ key: 'low', symbol, side: 'buy', quantity: 7, limitPrice: 5,
          timeInForce: 'gtc', because: 'cheap' })),
      ),
    ),
});
`;

const BEGIN = Date.UTC(2024, 0, 2, 15);
const LIMITS = [
  'maxOrderNotional=1e6',
  'maxGrossNotional=1e6',
  'maxOrdersPerMinute=100',
  'maxDailyLossPct=50',
];

interface Life {
  readonly units?: number;
  readonly prefix?: string;
  readonly mode?: 'live' | 'paper';
}

/** One life of a run with a broker outside that hears what it is told, a second apart each, and ends. */
const lived = async (
  folder: string,
  newSegment: string | null,
  inputs: readonly Input[],
  life: Life = {},
) => {
  const { units = 10, prefix = 'r', mode = 'live' } = life;
  const outside = [`outside.broker=scripted:venue.sock`, `outside.orderPrefix=${prefix}`];
  const { content, plan } = await planLive([write('holder.ts', PIPELINE)], {
    ...{ mode, folder, seed: 1, strict: false, cache: false, config: [], param: [`units=${units}`] },
    source: [`lines:${write('rows.jsonl', '')}?symbols=A&kinds=trade&speed=step`],
    set: mode === 'live' ? [...outside, ...LIMITS.map((limit) => `risk.${limit}`)] : [],
  });
  const entries: Entry[] = [];
  const { recording, engine, lastAt } = await startRun({
    ...{ folder, content, plan, marketFileBytes: 1_000_000, onWarning: () => undefined },
    ...(newSegment === null ? {} : { newSegment: { who: 'me', why: newSegment } }),
    onEntry: (entry) => entries.push(entry),
  });
  let at = lastAt ?? BEGIN;
  for (const input of [{ kind: 'start' } as const, ...inputs]) {
    at += 6_000;
    const known: Input = input.kind === 'market' ? { ...input, event: { ...input.event, at } } : input;
    const stamped = { serial: recording.lastSerial + 1, at, input: known };
    recording.append(stamped);
    engine.take(stamped);
  }
  await recording.flush();
  await recording.close();
  return { entries, engine: engine.engine };
};

const of = <K extends EntryKind>(entries: readonly Entry[], kind: K): readonly EntryOf<K>[] =>
  entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);

const said = (event: OutsideEvent): Input => ({ kind: 'broker', event });
const UP = said({ kind: 'connection', state: 'up', detail: 'dialled' });
let request = 0;
const snapshot = (told: Partial<Extract<OutsideEvent, { kind: 'snapshot' }>> = {}): Input => {
  request += 1;
  return said({ kind: 'snapshot', request, orders: [], executions: [], positions: [], ...told });
};
const TRADE: Input = {
  kind: 'market',
  event: { kind: 'trade', symbol: 'A', at: 0, happenedAt: BEGIN, price: 8, size: 100 },
};
const STOP: Input = { kind: 'stop', orders: 'keep', ended: false };

const first = executed({ execution: 'E1', symbol: 'A', quantity: 4, price: 8, commission: null });
const rest = executed({ execution: 'E2', symbol: 'A', quantity: 6, price: 8, commission: null });
const low = listed({ order: 'r-1-2', symbol: 'A', quantity: 7, limitPrice: 5 });

/** Four of ten have filled, nobody said what they cost, and another order works. */
const BEFORE = [
  UP,
  snapshot(),
  TRADE,
  said(first),
  snapshot({ orders: [listed({ symbol: 'A', filled: 4 }), low], positions: [{ symbol: 'A', quantity: 4 }] }),
  STOP,
];

describe('a new segment with a broker outside', () => {
  it('goes on with what is at work and held, sends nothing again, and is proved', async () => {
    const folder = path('outside');
    await lived(folder, null, BEFORE);
    // It tells again what it told before, then what is new, and at last what the one from before cost.
    const now = snapshot({
      orders: [listed({ symbol: 'A', filled: 4 }), low],
      executions: [first],
      positions: [{ symbol: 'A', quantity: 4 }],
    });
    const feeOf = (execution: string, commission: number): Input =>
      said({ kind: 'fee', execution, commission, currency: 'USD' });
    const later = [said(rest), feeOf('E1', 1), feeOf('E2', 0.5), feeOf('E1', 1)];
    const after = snapshot({
      orders: [low],
      executions: [first, rest],
      positions: [{ symbol: 'A', quantity: 10 }],
    });
    const { entries, engine } = await lived(folder, 'other code', [UP, now, TRADE, ...later, after, STOP]);
    expect(of(entries, 'fill').map(({ body }) => [body.execution, body.quantity, body.complete])).toEqual([
      ['E2', 6, true],
    ]);
    // The one below the market is refused by its key: it works already.
    expect(of(entries, 'command')).toEqual([]);
    expect(of(entries, 'adjustment').map(({ body }) => [body.execution, body.reason, body.money])).toEqual([
      ['E1', 'fee', -1],
      ['E2', 'fee', -0.5],
    ]);
    const { view } = engine.portfolio;
    expect(view.lots('holder').map(({ quantity, commission }) => [quantity, commission])).toEqual([
      [4, 1],
      [6, 0.5],
    ]);
    expect(view.liveOrders('holder').map(({ order, state }) => [order.id, order.quantity, state])).toEqual([
      ['1-2', 7, 'working'],
    ]);
    expect(view.cash()).toEqual({ USD: 100_000 - 81.5 });
    expect(engine.broker.outside?.freezes()).toEqual([]);
    expect(engine.broker.outside?.positions()).toMatchObject([{ journal: 10, engine: 10, broker: 10 }]);
    // Taken up again, and once more under other words: it sells what is too much, by an order of its own.
    const sold = executed({
      execution: 'E3',
      order: 'r-3-1',
      symbol: 'A',
      side: 'sell',
      quantity: 7,
      price: 9,
    });
    const again = await lived(folder, null, [UP, after, STOP]);
    expect(again.entries.length).toBeGreaterThan(entries.length);
    const third = await lived(folder, 'smaller', [UP, after, TRADE, said(sold), STOP], { units: 3 });
    expect(of(third.entries, 'command').map(({ body: { command } }) => command)).toMatchObject([
      { kind: 'place', order: { id: '3-1', side: 'sell', quantity: 7 } },
    ]);
    expect(third.engine.portfolio.view.position('holder', 'A')).toBe(3);
    expect((await verifyRun(folder)).verdict).toBe('PASS');
    const { closed, open } = tradesOf(await readJournal(join(folder, 'journal.jsonl')));
    expect(closed.map(({ quantity, commission }) => [quantity, commission])).toEqual([
      [4, 1 + 4 / 7],
      [3, 0.25 + 3 / 7],
    ]);
    expect(open).toMatchObject([{ quantity: 3, commission: 0.25 }]);
  });

  it('does not begin while something is frozen that only people settle, or under other names', async () => {
    const folder = path('frozen');
    const gibberish = said({ kind: 'unknown', symbol: 'A', text: 'hm' });
    await lived(folder, null, [UP, snapshot(), TRADE, gibberish, STOP]);
    const begun = (life: Life = {}) => lived(folder, 'other code', [], life);
    await expect(begun()).rejects.toThrow('A is frozen until somebody reconciles it: the broker said what');
    await expect(begun({ prefix: 's' })).rejects.toThrow('its orders are called r-… at the broker');
    await expect(begun({ mode: 'paper' })).rejects.toThrow('it trades live, and is to trade paper');
  });
});
