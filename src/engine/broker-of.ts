import type { SimulatedBroker } from '../brokers/simulated/simulated-broker.js';
import type { Foundation } from './foundation.js';
import type { RunPlan } from './run-plan.js';

/** The rule set's broker, with all that it may look at. */
export const brokerOf = (
  base: Foundation,
  approveSized: Parameters<RunPlan['rules']['make']>[1]['approveSized'],
): SimulatedBroker =>
  base.plan.rules.make(base.plan.broker, {
    portfolio: base.portfolio.view,
    market: base.market,
    instrument: base.plan.instrument,
    now: () => base.clock.now(),
    sessionEnd: base.sessions.end,
    inSession: base.sessions.isOpen,
    heardAt: base.market.heardAt,
    matchesBars: (symbol) => base.matchOn[symbol]?.startsWith('bar:') ?? false,
    nextOrderId: base.nextOrderId,
    valueBy: base.portfolio.valueBy,
    approveSized,
  });
