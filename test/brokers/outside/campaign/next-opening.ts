import { ToldExecutions } from '../../../../src/brokers/outside/told-executions.js';
import type { Stamped } from '../../../../src/domain/input.js';
import { beginOf } from '../../../../src/engine/foundation.js';
import type { Opening } from '../../../../src/engine/run-plan.js';
import { CarryFold } from '../../../../src/portfolio/carry-fold.js';
import type { Life } from './life.js';

/** What a segment behind a life takes over: by its journal, and by all that was recorded. */
export const nextOpening = (
  life: Life,
  entries: Life['entries'],
  recorded: readonly Stamped[],
): Opening | null => {
  const fold = new CarryFold();
  for (const entry of entries) fold.add(entry);
  const told = new ToldExecutions();
  for (const { input } of recorded) {
    if (input.kind === 'broker') told.add(input.event);
    if (input.kind === 'market' && input.event.kind === 'bar')
      fold.price(input.event.symbol, input.event.close);
  }
  if (entries.length === 0) return null;
  const { pipelines, currency, instruments } = beginOf(life.engine);
  const word = { segment: 2, who: 'Ada', why: 'other code', changes: ['code'], limits: {} };
  const rest = { workingOrders: 'keep', isOutside: true, pipelines, currency, instruments } as const;
  const wish = { ...word, ...rest };
  if (fold.faultOf(wish) !== null) return null;
  return { entry: fold.serial, carried: fold.carried(wish), told: told.words };
};
