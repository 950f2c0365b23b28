import type { BrokerAgain, BrokerEvent, SimulatedBroker } from '../../brokers/simulated/simulated-broker.js';
import type { Intent } from '../../domain/intent.js';
import type { Cause, Outcome } from '../../domain/journal.js';
import type { Command, Order } from '../../domain/order.js';
import type { Approved } from '../../risk/approved.js';
import { closeKey } from '../../risk/close-key.js';
import { closingContext } from '../../risk/closing-context.js';
import { type Decision, decide, decideSized } from '../../risk/decide.js';
import { endsRisk } from '../../risk/ends-risk.js';
import type { OrderRate } from '../../risk/order-rate.js';
import { readmit } from '../../risk/readmit.js';
import type { RiskContext } from '../../risk/risk-context.js';
import { takeBack } from '../../risk/take-back.js';
import { withdraw } from '../../risk/withdraw.js';
import type { BrokerDesk } from '../books/broker-desk.js';
import type { JournalWriter } from '../books/journal-writer.js';
import type { TurnQueue } from './turn-queue.js';

/** What deciding needs. */
export interface DeciderParts {
  readonly journal: JournalWriter;
  readonly risk: RiskContext;
  readonly rate: OrderRate;
  readonly broker: SimulatedBroker;
  readonly desk: BrokerDesk;
  readonly queue: TurnQueue;
  /** Whether an intent of a pipeline comes before trading starts. */
  readonly isWarming: (pipeline: string, symbol: string | null) => boolean;
}

/** Takes intents through risk to the broker, and writes down every step with its cause. */
export class Decider {
  constructor(private readonly parts: DeciderParts) {}

  /** One intent: written, decided, its commands accepted by the broker. */
  intent(intent: Intent, pipeline: string, causes: readonly Cause[]): void {
    const { journal, risk, isWarming } = this.parts;
    const symbol = this.symbolOf(intent, pipeline);
    const warming = isWarming(pipeline, symbol);
    const { serial } = journal.append({
      kind: 'intent',
      causes,
      pipeline,
      symbol,
      body: { intent, warming },
    });
    if (warming) return;
    const key = orderKeyOf(intent);
    this.carryOut(decide(intent, pipeline, risk), { pipeline, symbol, key, causes: [{ entry: serial }] });
  }

  /** A person closes what a pipeline holds in a symbol; gives what kept it from that, null if nothing did. */
  close({ pipeline, symbol, because, cause }: Closing): Outcome | null {
    const { journal, risk } = this.parts;
    const intent = { kind: 'close', symbol, lot: null, portion: 1, because } as const;
    const { serial } = journal.append({
      kind: 'intent',
      causes: [{ entry: cause }],
      pipeline,
      symbol,
      // Warming up is a pipeline's own.
      body: { intent, warming: false },
    });
    const wish = { pipeline, symbol, key: closeKey(intent), causes: [{ entry: serial }] };
    return this.carryOut(decide(intent, pipeline, closingContext(risk)), wish);
  }

  /** A target whose old order is out of the way: the same intent again, against what is held now. */
  replan(pipeline: string, symbol: string, cause: number): void {
    const record = this.parts.risk.portfolio.target(pipeline, symbol);
    if (!record?.waiting) return;
    const causes = [{ entry: record.serial }, { entry: cause }];
    this.carryOut(decide(record.intent, pipeline, this.parts.risk), { pipeline, symbol, key: null, causes });
  }

  /** An order sized by the fill itself, or the limit that says no. */
  sized(order: Order, size: { quantity: number; price: number }): Approved<Order> | Outcome {
    const { journal, risk, desk } = this.parts;
    const { pipeline, symbol } = order;
    const causes = desk.causesAtFill(order.id);
    const verdict = decideSized(order, size, risk);
    if ('code' in verdict) {
      journal.append({ kind: 'refusal', causes, pipeline, symbol, body: verdict });
      return verdict;
    }
    journal.append({ kind: 'approval', causes, pipeline, symbol, body: { commands: 0, target: null } });
    return verdict;
  }

  /** No new risk from here on: working orders (of a symbol) that could add some are taken back. */
  withdraw(pipeline: string, cause: number, symbol: string | null = null): void {
    const { portfolio } = this.parts.risk;
    this.issue(withdraw(pipeline, portfolio, symbol), { pipeline, symbol, causes: [{ entry: cause }] });
  }

  /** Takes back working orders, whoever asks for it. */
  takeBack(orders: readonly Order[], cause: number): void {
    for (const order of orders) {
      const { pipeline, symbol } = order;
      this.issue(takeBack([order]), { pipeline, symbol, causes: [{ entry: cause }] });
    }
  }

  /** Orders that an earlier segment left go on with this broker; `cause` is the entry that names them. */
  readmit(orders: readonly Order[], cause: number): void {
    const { broker, desk } = this.parts;
    for (const command of readmit(orders)) {
      desk.commanded(command, cause);
      for (const answer of broker.accept(command)) desk.book(answer, [{ entry: cause }]);
    }
  }

  /** Orders that an earlier segment left are known, and at work where they were sent: nothing leaves. */
  keep(orders: readonly Order[], cause: number): void {
    for (const order of orders) this.parts.desk.commanded({ kind: 'place', order, children: [] }, cause);
  }

  /** A cancel that was lost on its way: what was approved still holds, and is a command of its own. */
  again({ command, pipeline, symbol }: BrokerAgain, causes: readonly Cause[]): void {
    this.issue([command], { pipeline, symbol, causes });
  }

  /** Gives why nothing is at work for it: risk or, at once, the broker said no. */
  private carryOut(decision: Decision, { pipeline, symbol, key, causes }: Wish): Outcome | null {
    const { journal, queue } = this.parts;
    if ('refused' in decision) {
      const body: Outcome = decision.refused;
      const entry = journal.append({ kind: 'refusal', causes, pipeline, symbol, body });
      if (key !== null) queue.refused(pipeline, key, entry);
      return body;
    }
    const { approved, target } = decision;
    const body = { commands: approved.length, target };
    const { serial } = journal.append({ kind: 'approval', causes, pipeline, symbol, body });
    const refused = this.issue(approved, { pipeline, symbol, causes: [{ entry: serial }] });
    // A plain order that could only close may open something beside an exit that has just been let through.
    const mayFill = approved.some(({ kind }) => kind !== 'cancel');
    if (mayFill && endsRisk(this.parts.risk.latched(pipeline, symbol)))
      this.withdraw(pipeline, serial, symbol);
    return refused;
  }

  /** All commands are written before the broker hears the first: they were approved as one. */
  private issue(commands: readonly Approved<Command>[], place: Omit<Wish, 'key'>): Outcome | null {
    const { journal } = this.parts;
    let refused: Outcome | null = null;
    const written = commands.map((command) => {
      return { command, serial: journal.append({ kind: 'command', ...place, body: { command } }).serial };
    });
    for (const { command, serial } of written) refused = this.send(command, serial) ?? refused;
    return refused;
  }

  private send(command: Approved<Command>, serial: number): Outcome | null {
    const { broker, desk, rate, risk } = this.parts;
    desk.commanded(command, serial);
    if (command.kind !== 'cancel') rate.add(risk.now());
    let refused: Outcome | null = null;
    for (const answer of broker.accept(command)) {
      desk.book(answer, [{ entry: serial }]);
      refused = refusalIn(answer) ?? refused;
    }
    return refused;
  }

  private symbolOf(intent: Intent, pipeline: string): string | null {
    if ('symbol' in intent) return intent.symbol;
    return this.parts.risk.portfolio.orderByKey(pipeline, intent.key)?.order.symbol ?? null;
  }
}

/** The key of the order that an intent asks for; null where it asks for none, or for whatever it takes. */
const orderKeyOf = (intent: Intent): string | null => {
  if (intent.kind === 'close') return closeKey(intent);
  return intent.kind === 'submit' ? intent.key : null;
};

const refusalIn = (answer: BrokerEvent): Outcome | null => {
  if (answer.kind !== 'order' || answer.code === null) return null;
  const { state, code, facts } = answer;
  return state === 'rejected' || state === 'expired' ? { code, facts } : null;
};

/** What a person closes, and the entry of his word. */
interface Closing {
  readonly pipeline: string;
  readonly symbol: string;
  readonly because: string;
  readonly cause: number;
}

interface Wish {
  readonly pipeline: string;
  readonly symbol: string | null;
  /** The key of the order asked for, whose pipeline is told of a refusal; else null. */
  readonly key: string | null;
  readonly causes: readonly Cause[];
}
