import type { ActionBody } from '../domain/action-body.js';
import type { AdjustmentBody } from '../domain/adjustment-body.js';
import type { FillBody } from '../domain/fill-body.js';
import type { BeginBody, Coverage, EntryBodies, EntryKind, OrderBody, Outcome } from '../domain/journal.js';
import type { LateBody, OperatorBody, SessionBody } from '../domain/live-bodies.js';
import { carriedLine } from './carried-line.js';
import { intentLine } from './intent-line.js';
import { commandLine, orderChangeLine } from './order-line.js';
import { list, nullable, optional, plain, record, sorted, type Writer } from './writer.js';

const coverage = record<Coverage>({ from: plain, to: plain });
const outcome = record<Outcome>({ code: plain, facts: sorted });

const begin = record<BeginBody>({
  pipelines: list(record({ id: plain, name: plain, capital: plain, warmupBars: plain, params: sorted })),
  rules: plain,
  currency: plain,
  broker: sorted,
  risk: sorted,
  instruments: sorted,
  matchOn: sorted,
  seed: plain,
  coverage,
});

const order = record<OrderBody>({
  order: plain,
  key: plain,
  state: plain,
  code: plain,
  facts: sorted,
  change: nullable(orderChangeLine),
});

const fill = record<FillBody>({
  order: plain,
  key: plain,
  side: plain,
  quantity: plain,
  price: plain,
  commission: plain,
  currency: plain,
  happenedAt: plain,
  effect: plain,
  lot: plain,
  entryCommission: plain,
  bar: plain,
  because: plain,
  complete: plain,
  execution: optional(plain),
});

const action = record<ActionBody>({ action: plain, value: plain, price: plain, happenedAt: plain });

const adjustment = record<AdjustmentBody>({
  reason: plain,
  order: plain,
  execution: plain,
  quantity: plain,
  price: plain,
  money: plain,
  currency: plain,
  happenedAt: plain,
  who: plain,
  why: plain,
});

/** The fields of every kind of entry's body, in the order in which the journal writes and hashes them. */
export const bodyLines: { readonly [K in EntryKind]: Writer<EntryBodies[K]> } = {
  begin,
  carried: carriedLine,
  intent: record<EntryBodies['intent']>({ intent: intentLine, warming: plain }),
  approval: record<EntryBodies['approval']>({
    commands: plain,
    target: nullable(record({ quantity: plain, waiting: plain })),
  }),
  refusal: outcome,
  command: record<EntryBodies['command']>({ command: commandLine }),
  order,
  fill,
  adjustment,
  freeze: record<EntryBodies['freeze']>({ code: plain, facts: sorted, frozen: plain }),
  action,
  latch: record<EntryBodies['latch']>({ code: plain, facts: sorted, limit: plain, until: plain }),
  notice: outcome,
  halt: record<EntryBodies['halt']>({
    code: plain,
    facts: sorted,
    positions: list(record({ symbol: plain, quantity: plain })),
  }),
  late: record<LateBody>({ stream: plain, happenedAt: plain, bars: list(plain) }),
  operator: record<OperatorBody>({ command: sorted, who: plain, why: plain }),
  session: record<SessionBody>({ state: plain, orders: plain, ended: plain }),
  unfilled: record<EntryBodies['unfilled']>({ order: plain, state: plain, remaining: plain }),
  end: record<EntryBodies['end']>({ events: plain, coverage, interrupted: plain }),
  close: record<EntryBodies['close']>({ marks: plain, marksHash: plain }),
};
