import type { OutsideHearing } from '../brokers/simulated/simulated-broker.js';
import type { Brakes } from '../risk/brakes.js';
import type { Limits } from '../risk/limits.js';
import type { LossLatch } from '../risk/loss-latch.js';
import type { OrderRate } from '../risk/order-rate.js';
import type { RiskContext } from '../risk/risk-context.js';
import type { MarkRecorder } from './books/mark-recorder.js';
import type { Foundation } from './foundation.js';

interface Watchers {
  readonly latch: LossLatch;
  readonly marks: MarkRecorder;
  readonly rate: OrderRate;
  readonly brakes: Brakes;
  readonly limits: Limits;
  /** A broker outside may leave something of a symbol unknown; undefined: the broker is part of the run. */
  readonly outside: () => OutsideHearing | undefined;
}

/** What risk may look at: the run's own rooms, read only. */
export const riskContextOf = (
  base: Foundation,
  { latch, marks, rate, brakes, limits, outside }: Watchers,
): RiskContext => {
  const { plan, clock, matchOn, sessions } = base;
  const adjusted = new Set(
    plan.sources
      .filter((source) => source.adjusted === 'split' || source.adjusted === 'total')
      .flatMap(({ series }) => series.map(({ symbol }) => symbol)),
  );
  return {
    portfolio: base.portfolio.view,
    market: base.market,
    limits,
    rules: plan.rules,
    instrument: plan.instrument,
    now: () => clock.now(),
    nextOrderId: base.nextOrderId,
    // Adjusted prices lie off every grid.
    snaps: (symbol) => plan.rules.snaps && !adjusted.has(symbol),
    unit: (symbol) =>
      plan.rules.snaps ? plan.instrument(symbol).lotSize : (plan.broker.fractionalUnit ?? 1),
    ...(plan.rules.sizing && { sizing: plan.rules.sizing(plan.broker) }),
    marginRatio: plan.broker.marginRatio,
    exclusive: plan.broker.exclusiveOrders,
    tradable: (symbol) => Object.hasOwn(matchOn, symbol),
    inSession: sessions.isOpen,
    // The row in progress is marked before it is decided, though its mark is written when its instant is
    // over. What the account is worth is asked only for a limit.
    latched: (pipeline, symbol) =>
      brakes.held(pipeline, symbol) ??
      (latch.isSet ? latch.latched(marks.pending(clock.now())) : null) ??
      (symbol === null ? null : (outside()?.frozen(symbol) ?? null)),
    disputed: (symbol) => outside()?.disputed(symbol) ?? null,
    ordersInLastMinute: () => rate.inLastMinute(clock.now()),
  };
};
