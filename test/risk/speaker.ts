import { bars, definePipeline, type Intent, submit } from 'millrace';
import { concatMap, EMPTY } from 'rxjs';
import { z } from 'zod';
import type { Limits } from '../../src/risk/limits.js';
import { minute, minuteBars } from '../engine/minute-bars.js';
import { play, type Wish } from '../engine/play.js';

/** What is said at the n-th bar of X, counted from 1. */
export type Says = Readonly<Record<number, readonly Intent[]>>;

/** A pipeline on the one-minute bars of X that says what it was given. */
export const speaker = (says: Says, symbols: readonly string[] = ['X']) =>
  definePipeline({
    name: 'speaker',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }), all$: bars({ symbols, every: '1m' }) }),
    flow: ({ bar$ }) => bar$.pipe(concatMap((_, index) => says[index + 1] ?? EMPTY)),
  });

type Submit = Parameters<typeof submit>[0];

let orders = 0;

/** An order for X under a key of its own, until cancelled; at the market unless prices are given. */
export const order = (side: 'buy' | 'sell', quantity: number, more: Partial<Submit> = {}): Intent => {
  orders += 1;
  // Partial of a union of sizes: each test gives one of them.
  return submit({
    key: `o${orders}`,
    symbol: 'X',
    side,
    quantity,
    timeInForce: 'gtc',
    because: 'test',
    ...more,
  } as Submit);
};

/** A run of pipelines by name over bars of X (at 100 unless prices are given). */
export interface Asked extends Partial<Omit<Wish, 'pipelines' | 'limits'>> {
  readonly prices?: readonly number[];
  readonly symbols?: readonly string[];
}

/** What each pipeline was refused: `bar pipeline CODE`, with the facts where they are asked for. */
export const refusedOf = async (
  limits: Partial<Limits>,
  pipelines: Readonly<Record<string, Says>>,
  { prices = [100, 100, 100, 100, 100, 100], symbols, ...more }: Asked = {},
) => {
  const { all } = await play({
    pipelines: Object.fromEntries(
      Object.entries(pipelines).map(([id, says]) => [id, speaker(says, symbols)]),
    ),
    events: minuteBars('X', prices),
    limits,
    ...more,
  });
  const refusals = all('refusal').map(({ at, pipeline, body: { code, facts } }) => ({
    line: `${(at - minute(0)) / 60_000} ${pipeline} ${code}`,
    facts,
  }));
  return { lines: refusals.map(({ line }) => line), facts: refusals.map(({ facts }) => facts), all };
};
