import type { Brake, Flow, Gap, LiveView, OutsideSeen } from '../../control/live-view.js';
import { isoText } from '../../domain/iso-text.js';
import type { EntryOf, Outcome } from '../../domain/journal.js';
import { fill as filled } from '../../domain/millrace-error.js';
import type { Order, OrderChange, OrderState } from '../../domain/order.js';
import { OUTCOMES } from '../../domain/outcome-codes.js';
import type { PositionSeen } from '../../domain/outside-view.js';

/** What `--json` prints of a running engine: times as ISO text, outcomes with their sentence. */
export interface ViewDocument
  extends Omit<LiveView, 'flow' | 'brakes' | 'gaps' | 'closed' | 'outside' | 'orders' | 'fills' | 'reasons'> {
  readonly flow: Omit<Flow, 'at'> & { readonly at: string | null };
  readonly brakes: readonly (Omit<Brake, 'since'> & { readonly since: string })[];
  readonly gaps: readonly GapDocument[];
  readonly closed: readonly (Omit<LiveView['closed'][number], 'until'> & { readonly until: string })[];
  readonly outside: OutsideDocument | null;
  readonly orders: readonly OrderDocument[];
  readonly fills: readonly (Omit<EntryOf<'fill'>['body'], 'happenedAt'> &
    Written & { readonly happenedAt: string })[];
  readonly reasons: readonly (Outcome & Written & { readonly kind: string; readonly message: string })[];
}

/** A gap that lasts. */
export type GapDocument = Omit<Gap, 'since'> & { readonly since: string };

/** A broker outside. */
export interface OutsideDocument extends Omit<OutsideSeen, 'differences'> {
  readonly differences: readonly (Omit<PositionSeen, 'since'> & { readonly since: string | null })[];
}

/** An order that may still fill. */
export interface OrderDocument extends Omit<Order, 'at' | 'expiresAt'> {
  readonly at: string;
  readonly expiresAt: string | null;
  readonly state: OrderState;
  readonly filled: number;
  readonly changes: readonly OrderChange[];
}

/** Where an entry stands. */
export interface Written {
  readonly serial: number;
  readonly at: string;
  readonly pipeline: string | null;
  readonly symbol: string | null;
}

/** The document of a view. */
export const viewDocument = (view: LiveView): ViewDocument => ({
  run: view.run,
  flow: { ...view.flow, at: textOrNull(view.flow.at) },
  pipelines: view.pipelines,
  brakes: view.brakes.map((brake) => ({ ...brake, since: isoText(brake.since) })),
  gaps: view.gaps.map((gap) => ({ ...gap, since: isoText(gap.since) })),
  closed: view.closed.map((one) => ({ ...one, until: isoText(one.until) })),
  money: view.money,
  outside: view.outside && {
    ...view.outside,
    differences: view.outside.differences.map((seen) => ({ ...seen, since: textOrNull(seen.since) })),
  },
  positions: view.positions,
  orders: view.orders.map(({ order, state, filled: quantity, changes }) => ({
    ...order,
    at: isoText(order.at),
    expiresAt: textOrNull(order.expiresAt),
    state,
    filled: quantity,
    changes: changes.map(({ change }) => change),
  })),
  fills: view.fills.map(({ serial, at, pipeline, symbol, body }) => ({
    serial,
    at: isoText(at),
    pipeline,
    symbol,
    ...body,
    happenedAt: isoText(body.happenedAt),
  })),
  reasons: view.reasons.map(({ serial, at, kind, pipeline, symbol, body: { code, facts } }) => {
    const message = filled(OUTCOMES[code], facts);
    return { serial, at: isoText(at), kind, pipeline, symbol, code, facts, message };
  }),
  limits: view.limits,
});

const textOrNull = (at: number | null): string | null => (at === null ? null : isoText(at));
