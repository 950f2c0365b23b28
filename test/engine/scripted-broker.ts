import type { RuleSet } from '../../src/brokers/simulated/rule-sets.js';
import type {
  BrokerContext,
  BrokerEvent,
  BrokerFill,
  BrokerOrder,
  SimulatedBroker,
} from '../../src/brokers/simulated/simulated-broker.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import type { Command, Order, OrderState } from '../../src/domain/order.js';
import type { OutcomeCode } from '../../src/domain/outcome-codes.js';
import type { Approved } from '../../src/risk/approved.js';

/** What a test lets the broker do; what it leaves out the broker does plainly. */
export interface Script {
  /** The answer to a command, instead of `working`, `cancelled` or `amended`. */
  readonly accept?: (command: Command, broker: ScriptedBroker) => readonly BrokerEvent[];
  /** The answers to a row, instead of filling every market order of its symbol. */
  readonly meet?: (event: MarketEvent, broker: ScriptedBroker) => readonly BrokerEvent[];
  /** Told of every step the broker takes part in. */
  readonly log?: (line: string) => void;
}

/** A broker that does what a test says, so that the wheel around it can be seen alone. */
export class ScriptedBroker implements SimulatedBroker {
  private readonly alive = new Map<string, { order: Order; rest: number }>();

  constructor(
    private readonly script: Script,
    readonly context: BrokerContext,
  ) {}

  accept(command: Approved<Command>): Iterable<BrokerEvent> {
    this.script.log?.(
      `broker accepts ${command.kind}${command.kind === 'place' ? ` ${command.order.key}` : ''}`,
    );
    if (command.kind === 'place') {
      const { order } = command;
      this.alive.set(order.id, { order, rest: order.quantity ?? 0 });
    }
    if (this.script.accept) return this.script.accept(command, this);
    if (command.kind === 'cancel') return [this.said(command.order, 'cancelled', 'CANCELLED_BY_REQUEST')];
    if (command.kind === 'amend') {
      const change = { ...command.change };
      return [{ ...this.said(command.order, 'working', 'AMENDED'), change }];
    }
    return [this.said(command.order.id, 'working')];
  }

  *meet(event: MarketEvent): Iterable<BrokerEvent> {
    this.script.log?.(`broker meets ${event.kind} of ${event.symbol}`);
    yield* this.script.meet?.(event, this) ?? this.fillMarketOrders(event);
  }

  settle(event: MarketEvent): Iterable<BrokerEvent> {
    this.script.log?.(`broker settles ${event.kind} of ${event.symbol}`);
    return [];
  }

  finalize(): Iterable<BrokerEvent> {
    return [];
  }

  /** Orders that may still fill, oldest first. */
  orders(): readonly Order[] {
    return [...this.alive.values()].map(({ order }) => order);
  }

  /** The state of an order, told. */
  said(order: string, state: OrderState, code: OutcomeCode | null = null): BrokerOrder {
    if (state !== 'working' && state !== 'partial' && state !== 'pending') this.alive.delete(order);
    return { kind: 'order', order, state, code, facts: {}, change: null };
  }

  /** A fill of an order: of all that is left of it, unless a quantity is named. */
  filled(id: string, { price, at, quantity }: { price: number; at: number; quantity?: number }): BrokerFill {
    const found = this.alive.get(id);
    if (!found) throw new Error(`the script fills order ${id}, which is not alive`);
    const filled = quantity ?? found.rest;
    found.rest = Number((found.rest - filled).toPrecision(12));
    if (found.rest === 0) this.alive.delete(id);
    return {
      kind: 'fill',
      order: id,
      side: found.order.side,
      quantity: filled,
      price,
      commission: 0,
      happenedAt: at,
      effect: 'net',
      lot: null,
      entryCommission: null,
      bar: 'current',
      complete: found.rest === 0,
    };
  }

  private *fillMarketOrders(event: MarketEvent): Iterable<BrokerEvent> {
    const price = priceOf(event);
    if (price === undefined) return;
    for (const order of this.orders()) {
      if (order.symbol !== event.symbol || order.type !== 'market' || !this.alive.has(order.id)) continue;
      yield this.filled(order.id, { price, at: event.at });
    }
  }
}

const priceOf = (event: MarketEvent): number | undefined => {
  if (event.kind === 'bar') return event.open;
  if (event.kind === 'trade') return event.price;
  return event.kind === 'quote' ? event.ask : undefined;
};

/** A rule set around a scripted broker: it sizes beforehand, knows no grid, and refuses no crossing. */
export const scripted = (script: Script = {}, more: Partial<RuleSet> = {}): RuleSet => ({
  name: 'scripted',
  uses: [],
  matchOn: 'finest',
  sizesAtFill: false,
  refusesCrossing: false,
  snaps: false,
  warmsFirstBar: false,
  booksActions: true,
  statistics: 'standard',
  omissions: [],
  make: (_settings, context) => new ScriptedBroker(script, context),
  ...more,
});
