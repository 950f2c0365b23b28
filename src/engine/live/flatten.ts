import { fill as filled } from '../../domain/millrace-error.js';
import type { By } from '../../domain/operator-command.js';
import type { Order } from '../../domain/order.js';
import { OUTCOMES } from '../../domain/outcome-codes.js';
import type { Engine } from '../assemble.js';
import type { Deed } from './deed.js';

/** What a person wants flat: a symbol, or all (null), and the orders that work there. */
export interface Flattening extends By {
  readonly symbol: string | null;
  readonly working: readonly Order[];
  readonly serial: number;
}

/** Orders first: one of them might fill while the position is closed. What could not be closed is told. */
export const flatten = (engine: Engine, { symbol, working, who, why, serial }: Flattening): Deed => {
  const { decider, portfolio } = engine;
  if (symbol !== null && working.length === 0 && !heldIn(engine).has(symbol))
    return nothingIn(engine, symbol);
  decider.takeBack(working, serial);
  const because = `${who} flattens: ${why}`;
  const left: string[] = [];
  for (const pipeline of portfolio.view.pipelines) {
    for (const held of new Set(portfolio.view.lots(pipeline).map((lot) => lot.symbol))) {
      if (symbol !== null && held !== symbol) continue;
      const refused = decider.close({ pipeline, symbol: held, because, cause: serial });
      if (refused) left.push(`${held} of ${pipeline} (${filled(OUTCOMES[refused.code], refused.facts)})`);
    }
  }
  if (left.length === 0) return { done: true, outcome: null };
  return { done: false, outcome: { code: 'NOT_CLOSED', facts: { left: left.join(', ') } } };
};

/** No order of it works and nothing of it is held: it may be a slip of the finger. */
const nothingIn = (engine: Engine, symbol: string): Deed => {
  if (Object.hasOwn(engine.matchOn, symbol)) {
    return { done: true, outcome: { code: 'POSITION_FLAT', facts: { symbol } } };
  }
  const held = [...heldIn(engine)].join(', ') || 'nothing';
  return { done: false, outcome: { code: 'SYMBOL_NOT_IN_RUN', facts: { symbol, held } } };
};

const heldIn = ({ portfolio: { view } }: Engine): ReadonlySet<string> =>
  new Set(view.pipelines.flatMap((pipeline) => view.lots(pipeline).map((lot) => lot.symbol)));
