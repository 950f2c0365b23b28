import type { ActionBody } from './action-body.js';
import type { AdjustmentBody } from './adjustment-body.js';
import type { CarriedBody } from './carried-body.js';
import type { FillBody } from './fill-body.js';
import type { Instrument } from './instrument.js';
import type { Intent, TargetIntent } from './intent.js';
import type { LateBody, OperatorBody, SessionBody } from './live-bodies.js';
import type { Command, Order, OrderChange, OrderState } from './order.js';
import type { OutcomeCode } from './outcome-codes.js';

/**
 * One line of the journal: what the engine did, when, for whom, and why. Everything else that can be known
 * of a run (positions, P&L, the report) is a fold of these lines. The union is closed and its bodies are
 * hashed: a field is added with a new version of the table, never changed or reused.
 */
export type Entry = {
  readonly [K in EntryKind]: {
    readonly v: 1;
    readonly serial: number;
    readonly at: number;
    readonly kind: K;
    readonly causes: readonly Cause[];
    readonly pipeline: string | null;
    readonly account: string;
    readonly symbol: string | null;
    readonly body: EntryBodies[K];
  };
}[EntryKind];

/** Every kind of entry. */
export type EntryKind = keyof EntryBodies;

/** One kind of entry. */
export type EntryOf<K extends EntryKind> = Extract<Entry, { readonly kind: K }>;

/**
 * Why an entry is there: another entry, a timer that rang, a row of the market, or something else that was
 * told from outside, by its serial at the door.
 */
export type Cause =
  | { readonly entry: number }
  | { readonly input: number }
  | { readonly timer: number; readonly pipeline: string }
  | { readonly row: MarketRow };

/**
 * Names a row of the market whatever file it came from: the n-th (from 1) of its symbol's own
 * stream of that kind.
 */
export interface MarketRow {
  readonly symbol: string;
  readonly kind: string;
  readonly at: number;
  readonly n: number;
}

/** The table of entry kinds and what each of them says. */
export interface EntryBodies {
  /** The run begins: everything that shapes its decisions. */
  readonly begin: BeginBody;
  /** What a new segment of a run takes over from those before it; it stands right behind its `begin`. */
  readonly carried: CarriedBody;
  /** A pipeline wished something. `warming`: said before trading starts, it goes no further. */
  readonly intent: { readonly intent: Intent; readonly warming: boolean };
  /** Risk let an intent pass; its commands follow as entries of their own. */
  readonly approval: {
    readonly commands: number;
    /**
     * Of a target: what it came to (null: the fill will size it), and whether a remainder waits for a cancel.
     */
    readonly target: { readonly quantity: number | null; readonly waiting: boolean } | null;
  };
  /** Risk did not: the code and the numbers that were compared. */
  readonly refusal: Outcome;
  /** What was handed to the broker. */
  readonly command: { readonly command: Command };
  /** The broker's word on an order, fills aside. */
  readonly order: OrderBody;
  readonly fill: FillBody;
  /** Units or money that no fill brought: a broker's correction, a late fee, what a person accepted. */
  readonly adjustment: AdjustmentBody;
  /** Something about a symbol (of all, where the entry names none) is not known: no new risk, or again. */
  readonly freeze: Outcome & { readonly frozen: boolean };
  /** A split or a dividend was booked: lots, cash, orders and targets of the symbol follow. */
  readonly action: ActionBody;
  /** A loss limit was reached: until the end of `until` nothing that adds risk passes. */
  readonly latch: Outcome & {
    readonly limit: 'maxDailyLossPct' | 'maxDrawdownPct';
    readonly until: string | null;
  };
  /** Something a person should read; it changes nothing. */
  readonly notice: Outcome;
  /** A pipeline failed and is out of the run; what it leaves open is named. */
  readonly halt: Outcome & {
    readonly positions: readonly { readonly symbol: string; readonly quantity: number }[];
  };
  readonly late: LateBody;
  readonly operator: OperatorBody;
  readonly session: SessionBody;
  /** An order that was still alive after the last event. */
  readonly unfilled: {
    readonly order: string;
    readonly state: OrderState;
    readonly remaining: number | null;
  };
  /** The end of coverage; fills after it are the broker's (`finalizeTrades`), nobody decided them. */
  readonly end: { readonly events: number; readonly coverage: Coverage; readonly interrupted: boolean };
  /** The last entry: the hash of the marks that stand beside the journal. */
  readonly close: { readonly marks: number; readonly marksHash: string };
}

/** A coded fact with the values that were compared. */
export interface Outcome {
  readonly code: OutcomeCode;
  readonly facts: Facts;
}

/** Values by name, for a message or a check. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** From which instant a run covers, and up to which, itself not in (epoch milliseconds). */
export interface Coverage {
  readonly from: number | null;
  readonly to: number | null;
}

/** What shapes a run's decisions, and so its hash; nothing of host, path, version or wall time. */
export interface BeginBody {
  readonly pipelines: readonly {
    readonly id: string;
    readonly name: string;
    readonly capital: number;
    /** Bars it declared for its warm-up. */
    readonly warmupBars: number;
    readonly params: unknown;
  }[];
  readonly rules: string;
  /** The base currency. */
  readonly currency: string;
  readonly broker: unknown;
  readonly risk: unknown;
  readonly instruments: Readonly<Record<string, Instrument>>;
  readonly matchOn: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly coverage: Coverage;
}

/** The broker's word on an order. */
export interface OrderBody {
  readonly order: string;
  readonly key: string;
  readonly state: OrderState;
  /** Why, where the state is not simply the next one. */
  readonly code: OutcomeCode | null;
  readonly facts: Facts;
  /** What an accepted amendment changed. */
  readonly change: OrderChange | null;
}

/** What a pipeline last wished to hold in a symbol, as the journal tells it. */
export interface TargetRecord {
  readonly intent: TargetIntent;
  /** The entry of the intent. */
  readonly serial: number;
  /** Units it came to; null where the rule set sizes at the fill. */
  readonly quantity: number | null;
  /** The broker rejected its order: it is not sent again until it changes. */
  readonly rejected: boolean;
  /** A cancel is on its way; the remainder is sent when it is known. */
  readonly waiting: boolean;
}

/** An order as the journal tells it so far. */
export interface OrderRecord {
  readonly order: Order;
  readonly state: OrderState;
  readonly filled: number;
  /** Changes that were approved and that the broker has not answered yet, oldest first. */
  readonly changes: readonly ChangeAsked[];
}

/** A change that is on its way to an order. */
export interface ChangeAsked {
  /** The entry of its command: an answer names it among its causes. */
  readonly serial: number;
  readonly change: OrderChange;
}
