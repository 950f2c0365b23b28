import { describe, expect, it } from '@jest/globals';
import { amend, bars, close, definePipeline, type Intent, submit, target } from 'millrace';
import { of } from 'rxjs';
import { z } from 'zod';
import type { SimulatedBroker } from '../../src/brokers/simulated/simulated-broker.js';
import type { Command } from '../../src/domain/order.js';
import { type Approved, approve } from '../../src/risk/approved.js';
import type { decide } from '../../src/risk/decide.js';
import { minuteBars } from '../engine/minute-bars.js';
import { play } from '../engine/play.js';
import { scripted } from '../engine/scripted-broker.js';

const refusalsOf = async (intent: Intent) => {
  const once = definePipeline({
    name: 'once',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
    flow: () => of(intent),
  });
  const rules = scripted({}, { sizesAtFill: true });
  const { all } = await play({ pipelines: { p: once }, rules, events: minuteBars('X', [10, 10]) });
  return all('refusal').map(({ body }) => [body.code, body.facts.field]);
};

describe('what must not compile in an intent, and is refused where nobody compiled it', () => {
  const wish = { symbol: 'X', because: 'test' };

  it('is a target with two measures', async () => {
    // @ts-expect-error -- a quantity and a weight
    expect(await refusalsOf(target({ ...wish, quantity: 1, weight: 0.5 }))).toEqual([
      ['INTENT_INVALID', 'target'],
    ]);
    // @ts-expect-error -- a weight and a notional
    expect(await refusalsOf(target({ ...wish, weight: 0.5, notional: 5 }))).toEqual([
      ['INTENT_INVALID', 'target'],
    ]);
  });

  it('is a target without a measure', async () => {
    // @ts-expect-error -- nothing says how much
    expect(await refusalsOf(target(wish))).toEqual([['INTENT_INVALID', 'target']]);
  });

  it('is an order with both a quantity and a fraction', async () => {
    const order = { ...wish, key: 'a', side: 'buy' } as const;
    // @ts-expect-error -- units and a share
    expect(await refusalsOf(submit({ ...order, quantity: 1, fraction: 0.5 }))).toEqual([
      ['INTENT_INVALID', 'fraction'],
    ]);
  });

  it('is a side, a time in force or a change that does not exist', () => {
    const order = { ...wish, key: 'a', quantity: 1 };
    // @ts-expect-error -- buy or sell
    expect(submit({ ...order, side: 'hold' }).side).toBe('hold');
    // @ts-expect-error -- no such time in force
    expect(submit({ ...order, side: 'buy', timeInForce: 'forever' }).timeInForce).toBe('forever');
    // @ts-expect-error -- a side is not amended
    expect(amend('a', { side: 'sell', because: 'test' }).key).toBe('a');
    // @ts-expect-error -- what to close is named by its symbol
    expect(close({ because: 'test' }).symbol).toBeUndefined();
  });
});

describe('what must not compile on the way to a broker', () => {
  const accepted: Command[] = [];
  const broker: SimulatedBroker = {
    accept: (command) => {
      accepted.push(command);
      return [];
    },
    meet: () => [],
    settle: () => [],
    finalize: () => [],
  };
  const cancel: Command = { kind: 'cancel', order: '1-1' };

  it('is a command that was not approved', () => {
    // @ts-expect-error -- risk has not seen it
    broker.accept(cancel);
    // @ts-expect-error -- nor one made up on the spot
    broker.accept({ kind: 'cancel', order: '1-2' });
    // eslint-disable-next-line @typescript-eslint/no-misused-spread -- the mistake is the point
    const altered = { ...approve(cancel), order: '1-3' };
    // @ts-expect-error -- a changed copy of an approved command is another command
    broker.accept(altered);
    broker.accept(approve(cancel));
    expect(accepted).toHaveLength(4);
  });

  it('is an approval made without the room that makes them', () => {
    // @ts-expect-error -- the mark has a name that nobody else can write
    const forged: Approved<Command> = { ...cancel, approved: true };
    expect(forged).toBeDefined();
  });

  it('is a decision taken for granted: it may be a refusal', () => {
    const unread = (decision: ReturnType<typeof decide>): unknown => {
      // @ts-expect-error -- first it must be asked which of both it is
      return decision.approved;
    };
    expect(unread({ refused: { code: 'KEY_UNKNOWN', facts: {} } })).toBeUndefined();
  });
});
