import { bars, cancel, definePipeline, submit } from 'millrace';
import { mergeMap } from 'rxjs';
import { z } from 'zod';
import type { Intent } from '../../src/domain/intent.js';
import type { Action, OrderAction, Scenario } from '../second-backtrader/script.js';

/** The one symbol that scripts trade. */
export const SYMBOL = 'X';

const HOUR_MS = 3_600_000;
const because = 'the script says so';

/** When an order ends that does not live to see a bar: at noon of that bar's day. */
const endOf = (bar: number): number => (bar * 24 + 12) * HOUR_MS;

const timeOf = ({ life, atClose = false }: OrderAction) => {
  if (atClose) return { timeInForce: 'close' } as const;
  if (life === 'day') return { timeInForce: 'day' } as const;
  if (life === undefined) return { timeInForce: 'gtc' } as const;
  return { timeInForce: 'gtd', expiresAt: endOf(life) } as const;
};

const enter = (action: OrderAction, key: string): Intent => {
  const { side, size, limit, stop, group, stopLoss, stopLossLimit, takeProfit } = action;
  const behind = stopLossLimit === undefined ? {} : { limitPrice: stopLossLimit };
  return submit({
    key,
    symbol: SYMBOL,
    side,
    quantity: size,
    ...(limit !== undefined && { limitPrice: limit }),
    ...(stop !== undefined && { stopPrice: stop }),
    ...(stopLoss !== undefined && { stopLoss: { stopPrice: stopLoss, ...behind } }),
    ...(takeProfit !== undefined && { takeProfit: { limitPrice: takeProfit } }),
    ...(group !== undefined && { oco: group }),
    ...timeOf(action),
    because,
  });
};

const intentOf = (action: Action, key: string): Intent =>
  action.do === 'cancel' ? cancel(action.name, { because }) : enter(action, key);

/** A strategy that does after each bar what a script for backtrader says. */
export const backtraderScriptPipeline = (script: Scenario['script']) =>
  definePipeline({
    name: 'backtrader-script',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: [SYMBOL], every: '1d' }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        mergeMap((_, index) =>
          (script[index] ?? []).map((action, place) => intentOf(action, `${index}-${place}`)),
        ),
      ),
  });
