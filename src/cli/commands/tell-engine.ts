import { readLimits } from '../../../config/check-limits.js';
import { fill as filled, MillraceError } from '../../domain/millrace-error.js';
import type { OperatorCommand } from '../../domain/operator-command.js';
import { OUTCOMES, type OutcomeCode } from '../../domain/outcome-codes.js';
import { usageError } from '../../domain/usage-error.js';
import { statusLines } from '../engine/engine-texts.js';
import { findEngine } from '../engine/find-engine.js';
import { viewDocument } from '../engine/view-document.js';
import { pathText } from '../path-text.js';
import { print } from '../print.js';
import { userName } from '../user-name.js';

/** Which engine is told, by whom and why. */
export interface TellOptions {
  readonly run?: string;
  readonly who?: string;
  readonly why?: string;
  readonly json: boolean;
}

/**
 * Tells a running engine something, and says how it stands afterwards.
 *
 * @throws MillraceError ENGINE_REFUSED where it did not do it.
 */
export const tellEngineCommand = async (command: OperatorCommand, options: TellOptions): Promise<void> => {
  const line = await findEngine(options.run);
  const { done, serial, outcome } = await line.say(command, {
    who: options.who ?? userName(),
    why: options.why ?? 'no reason given',
  });
  const why = outcome === null ? null : filled(OUTCOMES[outcome.code], outcome.facts);
  const document = viewDocument(await line.view());
  line.hangUp();
  const left = {
    orders: document.orders.length,
    // The account has a line for each symbol that is held.
    positions: document.positions.filter(({ pipeline }) => pipeline === null).length,
  };
  if (options.json) {
    const said = { run: line.run, command, done, serial, outcome: outcome && { ...outcome, message: why } };
    await print(`${JSON.stringify({ ...said, ...left, brakes: document.brakes }, null, 2)}\n`);
  } else if (done) {
    const open = `${left.orders} orders at work, positions in ${left.positions} symbols`;
    const lines = [`${command.kind}: done, input ${serial}${why === null ? '' : `; ${why}`}; ${open}`];
    await print(`${[...lines, ...statusLines(document)].join('\n')}\n`);
  }
  if (done) return;
  const shows = (outcome && SHOWN_BY[outcome.code]) ?? 'status';
  throw new MillraceError('ENGINE_REFUSED', { what: command.kind, why: why ?? 'it did not say why', shows });
};

/** Which command shows what a refused one asked for; all else is in the status. */
const SHOWN_BY: Partial<Record<OutcomeCode, string>> = {
  ORDER_NOT_WORKING: 'orders',
  BROKER_NOT_OUTSIDE: 'positions',
  NOT_CLOSED: 'positions',
  SYMBOL_NOT_IN_RUN: 'positions',
  RECONCILE_IMPOSSIBLE: 'positions',
};

/** `millrace limits set`. */
export const setLimitsCommand = (texts: readonly string[], options: TellOptions): Promise<void> =>
  tellEngineCommand(
    { kind: 'limits', limits: readLimits(texts.map((text) => pathText('limits set', text))) },
    options,
  );

/** `millrace cancel`: all of them only where that is said. */
export const cancelCommand = (
  order: string | undefined,
  { all, ...options }: TellOptions & { readonly all: boolean },
): Promise<void> => {
  if (all === (order !== undefined)) {
    throw usageError('say which order, or --all for all that work');
  }
  return tellEngineCommand({ kind: 'cancel', order: order ?? null }, options);
};
