import { bars, cancel, close, definePipeline, fills, orders, position, submit } from 'millrace';
import {
  concat,
  concatMap,
  delay,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  tap,
} from 'rxjs';
import { z } from 'zod';
import type { Intent } from '../../src/domain/intent.js';
import type { Action, OrderAction, Script } from '../second-engine/script.js';
import { ScriptEyes } from './script-eyes.js';

/** The one symbol that scripts trade. */
export const SYMBOL = 'X';

const because = 'the script says so';

/** An action with its place in the script, which names its orders. */
interface Line {
  readonly action: Action;
  readonly name: string;
}

/**
 * What a script says after one bar, in turns: a cancel names an order by its place in the queue, so it waits
 * until the pipeline has heard what became of the orders before it.
 */
const turnsOf = (actions: readonly Action[], bar: number): readonly (readonly Line[])[] => {
  const turns: Line[][] = [[]];
  for (const [place, action] of actions.entries()) {
    if (action.do === 'cancel' && place > 0) turns.push([]);
    turns.at(-1)?.push({ action, name: `${bar}-${place}` });
  }
  return turns;
};

const enter = ({ side, size, limit, stop, stopLoss, takeProfit }: OrderAction, key: string, unit: number) =>
  submit({
    key,
    symbol: SYMBOL,
    side,
    ...(size < 1 ? { fraction: size } : { quantity: size * unit }),
    ...(limit !== undefined && { limitPrice: limit }),
    ...(stop !== undefined && { stopPrice: stop }),
    ...(stopLoss !== undefined && { stopLoss: { stopPrice: stopLoss } }),
    ...(takeProfit !== undefined && { takeProfit: { limitPrice: takeProfit } }),
    timeInForce: 'gtc',
    because,
  });

const protect = (
  eyes: ScriptEyes,
  { role, trade, price, key }: { role: 'sl' | 'tp'; trade: number; price: number | null; key: string },
): readonly Intent[] => {
  const lot = eyes.lots[trade];
  if (!lot) return [];
  const old = eyes.protection(lot.lot, role);
  if (price === null) return old === undefined ? [] : [cancel(old, { because })];
  eyes.protected(lot.lot, role, key);
  return [
    submit({
      key,
      symbol: SYMBOL,
      side: lot.quantity > 0 ? 'sell' : 'buy',
      quantity: Math.abs(lot.quantity),
      ...(role === 'sl' ? { stopPrice: price } : { limitPrice: price }),
      lot: lot.lot,
      reduceOnly: true,
      timeInForce: 'gtc',
      because,
    }),
  ];
};

const intentsOf = (eyes: ScriptEyes, { action, name }: Line, unit: number): readonly Intent[] => {
  switch (action.do) {
    case 'order':
      return [enter(action, `entry ${name}`, unit)];
    case 'close-position':
      return [close({ symbol: SYMBOL, portion: action.portion ?? 1, because })];
    case 'close-trade': {
      const lot = eyes.lots[action.trade]?.lot;
      return lot === undefined ? [] : [close({ symbol: SYMBOL, lot, portion: action.portion ?? 1, because })];
    }
    case 'set-sl':
    case 'set-tp':
      return protect(eyes, { ...action, role: action.do === 'set-sl' ? 'sl' : 'tp', key: `exit ${name}` });
    case 'cancel': {
      const key = eyes.entries[action.order];
      return key === undefined ? [] : [cancel(key, { because })];
    }
  }
};

/**
 * A strategy that does after each bar what a script says, as anybody's pipeline would have to: it knows its
 * lots and its orders from its own feeds alone.
 *
 * @param unit What one unit of the script is in the instrument's units.
 */
export const scriptPipeline = (script: Script, unit = 1) =>
  definePipeline({
    name: 'script',
    params: z.strictObject({}),
    feeds: () => ({
      bar$: bars({ symbols: [SYMBOL], every: '1d' }),
      order$: orders(),
      fill$: fills(),
      position$: position(),
    }),
    flow: ({ bar$, order$, fill$, position$ }, { clock }): Observable<Intent> => {
      const eyes = new ScriptEyes();
      const seen$ = merge(
        order$.pipe(tap((event) => eyes.order(event))),
        fill$.pipe(tap((event) => eyes.fill(event))),
        position$.pipe(tap((event) => eyes.position(event))),
      );
      const intent$ = bar$.pipe(
        map((_, index) => turnsOf(script[index] ?? [], index)),
        concatMap(([first = [], ...later]) =>
          concat(of(first), ...later.map((lines) => of(lines).pipe(delay(0, clock)))),
        ),
        mergeMap((lines) => lines.flatMap((line) => intentsOf(eyes, line, unit))),
      );
      return merge(seen$.pipe(ignoreElements()), intent$);
    },
  });
