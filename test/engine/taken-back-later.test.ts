import { describe, expect, it } from '@jest/globals';
import { bars, close, definePipeline, type Intent, quotes, submit } from 'millrace';
import { quote } from 'millrace/testing';
import { from, mergeMap, NEVER } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { minute, minuteBars } from './minute-bars.js';
import { play } from './play.js';

const gtc = { symbol: 'X', timeInForce: 'gtc', because: 'test' } as const;
const entry = submit({ ...gtc, key: 'in', side: 'buy', quantity: 10 });
const exit = submit({ ...gtc, key: 'out', side: 'sell', quantity: 10, limitPrice: 120 });

/** What is said at the n-th row, counted from 1. */
type Says = Readonly<Record<number, readonly Intent[] | 'fail'>>;

const run = async (
  says: Says,
  { events, limits = {} }: { events: readonly MarketEvent[]; limits?: object },
) => {
  const isBars = events[0]?.kind === 'bar';
  const saying = definePipeline({
    name: 'saying',
    params: z.strictObject({}),
    feeds: () => ({ row$: isBars ? bars({ symbols: ['X'], every: '1m' }) : quotes({ symbols: ['X'] }) }),
    flow: ({ row$ }) =>
      row$.pipe(
        mergeMap((_, index) => {
          const said = says[index + 1] ?? [];
          if (said === 'fail') throw new Error('gone');
          return from(said);
        }),
      ),
  });
  const rules = RULE_SETS['realistic'];
  if (!rules) throw new Error('there is no rule set realistic');
  const { all } = await play({
    // With another one beside it a run goes on where this one fails.
    pipelines: { saying, idle: { ...saying, flow: () => NEVER } },
    ...{ rules, limits, events, capital: 2_000, broker: { latencyMs: isBars ? 0 : 30_000 } },
  });
  const fills = all('fill');
  const taken = all('command').filter(({ body }) => body.command.kind === 'cancel');
  return { filled: fills.map(({ body }) => body.key), fills, taken };
};

describe('an exit that was left because it could only close', () => {
  /** The second of two exits is taken back, and fills before the word has reached the market. */
  const events = [
    ...[100, 100, 80].map((bid, index) => ({ at: minute(index + 1), bid })),
    ...[115, 130, 130].map((bid, index) => ({ at: minute(3) + 10_000 + index * 60_000, bid })),
  ].map(({ at, bid }) => quote({ symbol: 'X', at, bid, ask: bid, bidSize: 1_000, askSize: 1_000 }));
  const nearer = submit({ ...gtc, key: 'nearer', side: 'sell', quantity: 10, limitPrice: 110 });

  it.each([
    ['a loss limit', { 1: [entry], 2: [exit, nearer] }, { maxDrawdownPct: 4 }],
    ['a failure of its pipeline', { 1: [entry], 2: [exit, nearer], 3: 'fail' as const }, {}],
  ])('is taken back after %s, when another order has closed the same units', async (_, says, limits) => {
    const { filled, fills, taken } = await run(says, { events, limits });
    expect(filled).toEqual(['in', 'nearer']);
    expect(taken[1]?.causes).toEqual([{ entry: fills[1]?.serial }]);
  });

  it('is none of ours where neither came: an order may turn a position', async () => {
    const { filled, taken } = await run({ 1: [entry], 2: [exit, nearer] }, { events });
    expect([filled, taken]).toEqual([['in', 'nearer', 'out'], []]);
  });
});

describe('under a loss limit a plain exit', () => {
  it('makes way for a close of the same units, since one bar may fill both', async () => {
    const events = minuteBars('X', [100, 100, 80, 80, 80, 80]).map((bar, index) => ({
      ...bar,
      high: index > 3 ? 130 : bar.high,
    }));
    const says = { 1: [entry], 2: [exit], 4: [close({ symbol: 'X', because: 'test' })] };
    const { filled } = await run(says, { events, limits: { maxDrawdownPct: 4 } });
    expect(filled).toEqual(['in', 'close:X']);
  });
});
