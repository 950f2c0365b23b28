import type { CloseIntent } from '../domain/intent.js';
import type { Lot } from '../domain/lot.js';
import type { Command } from '../domain/order.js';
import { closeKey } from './close-key.js';
import { keyTaken } from './key-taken.js';
import { orderOf } from './order-of.js';
import type { Plan } from './plan.js';
import type { RiskContext } from './risk-context.js';

/**
 * Market orders that close what is held. Rules that keep lots apart get one order a lot (a share of a lot is
 * rounded to whole units, at least one); where a position is one thing it gets one order.
 */
export const planClose = (intent: CloseIntent, pipeline: string, context: RiskContext): Plan => {
  const { symbol, portion } = intent;
  if (!(portion > 0 && portion <= 1)) {
    return {
      refused: {
        code: 'INTENT_INVALID',
        facts: { field: 'portion', expected: 'in (0, 1]', value: String(portion) },
      },
    };
  }
  const lots = context.portfolio
    .lots(pipeline, symbol)
    .filter((lot) => intent.lot === null || lot.id === intent.lot);
  if (lots.length === 0) {
    if (intent.lot !== null) return { refused: { code: 'LOT_UNKNOWN', facts: { lot: intent.lot } } };
    return { refused: { code: 'POSITION_FLAT', facts: { symbol } } };
  }
  if (context.rules.sizesAtFill) return { commands: lots.map((lot) => closeLot(lot, intent, context)) };
  const holding = intent.lot === null ? netOf(symbol, pipeline, context) : lots[0] && lotOf(lots[0]);
  const taken = holding && keyTaken([holding.key], pipeline, context);
  if (taken) return { refused: taken };
  return { commands: holding ? [place(holding, intent, context)] : [] };
};

/** Where lots are kept apart a lot may be given up in several parts, each under a key of its own. */
const closeLot = (lot: Lot, intent: CloseIntent, context: RiskContext): Command => {
  const holding = lotOf(lot);
  let { key } = holding;
  for (let part = 2; keyTaken([key], lot.pipeline, context); part += 1) key = `${holding.key}:${part}`;
  return place({ ...holding, key }, intent, context);
};

const lotOf = ({ id, pipeline, symbol, quantity }: Lot): Holding => ({
  pipeline,
  held: quantity,
  key: closeKey({ symbol, lot: id }),
  lot: id,
});

const netOf = (symbol: string, pipeline: string, { portfolio }: RiskContext): Holding => ({
  pipeline,
  held: portfolio.position(pipeline, symbol),
  key: closeKey({ symbol, lot: null }),
  lot: null,
});

interface Holding {
  readonly pipeline: string;
  readonly held: number;
  readonly key: string;
  readonly lot: string | null;
}

const place = (holding: Holding, intent: CloseIntent, context: RiskContext): Command => ({
  kind: 'place',
  order: orderOf(
    {
      key: holding.key,
      pipeline: holding.pipeline,
      symbol: intent.symbol,
      side: holding.held > 0 ? 'sell' : 'buy',
      quantity: partOf(Math.abs(holding.held), intent.portion, context.unit(intent.symbol)),
      role: 'close',
      lot: holding.lot,
      reduceOnly: true,
      because: intent.because,
    },
    context,
  ),
  children: [],
});

/**
 * A share in whole units, at least one, halves to even as the engine rounds whose closes these are; the whole
 * needs no rounding.
 */
const partOf = (held: number, portion: number, unit: number): number => {
  if (portion === 1) return held;
  const exact = Math.round(held / unit) * portion;
  const low = Math.floor(exact);
  const units = exact - low === 0.5 ? low + (low % 2) : Math.round(exact);
  return Math.min(held, Math.max(1, units) * unit);
};
