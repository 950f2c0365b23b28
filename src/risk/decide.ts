import type { Intent } from '../domain/intent.js';
import type { Outcome } from '../domain/journal.js';
import type { Command, Order } from '../domain/order.js';
import { type Approved, approve } from './approved.js';
import { checkOrder } from './check-order.js';
import { formsOf } from './forms-of.js';
import type { Plan, TargetOutcome } from './plan.js';
import { planAmend, planCancel } from './plan-change.js';
import { planClose } from './plan-close.js';
import { planSubmit } from './plan-submit.js';
import { planTarget } from './plan-target.js';
import type { RiskContext } from './risk-context.js';

/** What an intent came to: all of its commands, or none and the reason. */
export type Decision =
  | { readonly approved: readonly Approved<Command>[]; readonly target: TargetOutcome | null }
  | { readonly refused: Outcome };

/**
 * Turns an intent into commands and asks every limit about them, all or nothing. Pure: the portfolio it reads
 * is a fold of the journal, so the same journal gives the same decision.
 */
export const decide = (intent: Intent, pipeline: string, context: RiskContext): Decision => {
  const plan = planOf(intent, pipeline, context);
  if ('refused' in plan) return { refused: writable(plan.refused) };
  const earlier: Command[] = [];
  for (const command of plan.commands) {
    const refused = checkCommand(command, earlier, context);
    if (refused) return { refused: writable(refused) };
    earlier.push(command);
  }
  return { approved: plan.commands.map(approve), target: plan.target ?? null };
};

/**
 * Asks the limits about an order that only the fill could size, at the fill's price; its approval is what
 * fills.
 */
export const decideSized = (
  order: Order,
  { quantity, price }: { readonly quantity: number; readonly price: number },
  context: RiskContext,
): Approved<Order> | Outcome => {
  const sized = { ...order, quantity };
  const { bid, ask, last } = context.market;
  const market = { bid, ask, last: (symbol: string) => (symbol === order.symbol ? price : last(symbol)) };
  const beside = { earlier: [], children: [], sends: 0, replaces: null } as const;
  const refused = checkOrder(sized, beside, { ...context, market });
  return refused ? writable(refused) : approve(sized);
};

/** Numbers that went beyond all bounds while they were compared stand in the facts as text: JSON has none. */
const writable = ({ code, facts }: Outcome): Outcome => ({
  code,
  facts: Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'number' && !Number.isFinite(fact) ? String(fact) : fact,
    ]),
  ),
});

const planOf = (intent: Intent, pipeline: string, context: RiskContext): Plan => {
  switch (intent.kind) {
    case 'target':
      return planTarget(intent, pipeline, context);
    case 'submit':
      return planSubmit(intent, pipeline, context);
    case 'close':
      return planClose(intent, pipeline, context);
    case 'amend':
      return planAmend(intent, pipeline, context);
    case 'cancel':
      return planCancel(intent, pipeline, context);
  }
};

const checkCommand = (
  command: Command,
  earlier: readonly Command[],
  context: RiskContext,
): Outcome | null => {
  if (command.kind === 'cancel') return null;
  if (command.kind === 'place') {
    const { order, children } = command;
    return checkOrder(order, { earlier, children, sends: 1, replaces: null }, context);
  }
  const record = context.portfolio.order(command.order);
  if (!record) return null;
  // It changes what the changes before it make of the order, as soon as they are there.
  const replaces = { ...record, order: formsOf(record).at(-1) ?? record.order };
  const beside = { earlier, children: [], sends: 1, replaces } as const;
  return checkOrder({ ...replaces.order, ...command.change }, beside, context);
};
