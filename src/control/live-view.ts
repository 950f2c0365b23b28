import type { EntryOf, OrderRecord } from '../domain/journal.js';
import type { OrderFate, PositionSeen } from '../domain/outside-view.js';

/**
 * What a running engine shows of itself, as one value that JSON can carry. Instants are epoch milliseconds,
 * money is in `money.currency` if not said otherwise, and a number that is not known is null, never NaN.
 */
export interface LiveView {
  readonly run: {
    readonly id: string;
    readonly mode: 'paper' | 'live';
    readonly version: string;
    readonly processId: number;
    readonly uptimeMs: number;
    readonly segment: number;
  };
  readonly flow: Flow;
  /** In declared order. */
  readonly pipelines: readonly PipelineView[];
  /** What keeps new risk away at present; empty: nothing does. */
  readonly brakes: readonly Brake[];
  /** Gaps that still last, oldest first; all others were told once and are over. */
  readonly gaps: readonly Gap[];
  /** Exchanges that are closed at the engine's time; their symbols' bars wait until they open. */
  readonly closed: readonly ClosedExchange[];
  readonly money: Money;
  /** What is known of a broker outside; null where the broker is simulated. */
  readonly outside: OutsideSeen | null;
  /**
   * What each pipeline holds, and, where `pipeline` is null, the account's net in every such symbol, 0 where
   * pipelines hold opposite. A symbol that nobody holds is left out.
   */
  readonly positions: readonly PositionView[];
  /** Orders that may still fill, oldest first. */
  readonly orders: readonly OrderRecord[];
  /** The last fills, at most a hundred, oldest first. */
  readonly fills: readonly EntryOf<'fill'>[];
  /** The last entries that give a reason, at most a hundred, oldest first. */
  readonly reasons: readonly EntryOf<'refusal' | 'notice' | 'latch' | 'halt'>[];
  /** The limits of config.risk as they hold now, by name. */
  readonly limits: Readonly<Record<string, unknown>>;
}

/** How events come in and how far the engine is behind. */
export interface Flow {
  /** Engine time; null before the first input. */
  readonly at: number | null;
  /** How long what comes next has waited at the door; 0 where nothing does. */
  readonly lagMs: number;
  readonly rowsPerSecond: number;
  /** Inputs since the run began, market rows among them. */
  readonly inputs: number;
  readonly rows: number;
  /** Inputs that wait at the door, and how many may. */
  readonly queued: number;
  readonly queuedMax: number;
  /** How many were told since the run began, those that last among them. */
  readonly gaps: number;
  readonly late: number;
  /** Rows that the policy of a full queue let go. */
  readonly dropped: number;
  /** Counted since the run began; each exit is one, and one that found its broker away is none. */
  readonly ordersSent: number;
  readonly fills: number;
  readonly refusals: number;
}

/** A pipeline of the run. */
export interface PipelineView {
  readonly id: string;
  /** What it may do: `disabled` by a person, `failed` and out of the run, `warming` before it trades. */
  readonly state: 'trading' | 'warming' | 'disabled' | 'failed';
  /** Why, where it does not trade; null where it does. */
  readonly why: string | null;
  readonly equity: number;
}

/** Something that keeps new risk away. */
export interface Brake {
  /** `kill` holds until `unlatch`, `pause` until `resume`; the others are the engine's own. */
  readonly kind: 'kill' | 'pause' | 'loss-limit' | 'storage' | 'unknown' | 'failed' | 'ending';
  /** The symbol it holds for; null: for all. */
  readonly symbol: string | null;
  readonly since: number;
  /** Who said so; null: the engine. */
  readonly who: string | null;
  /** A person's reason, or the outcome's sentence. */
  readonly why: string;
}

/** Something that is not heard, or was not, and nothing newer has been heard of it since. */
export interface Gap {
  /** '' is the whole feed. */
  readonly symbol: string;
  readonly since: number;
  /** What the source last said of it. */
  readonly detail: string;
}

/** An exchange that does not trade at present, and the symbols whose hours it says. */
export interface ClosedExchange {
  readonly exchange: string;
  readonly symbols: readonly string[];
  /** When its next session opens. */
  readonly until: number;
}

/** A broker outside, as far as the engine knows it. */
export interface OutsideSeen {
  readonly broker: string;
  /** Symbols of which journal, engine and broker do not hold the same, as of the newest snapshot. */
  readonly differences: readonly PositionSeen[];
  /** What orders that may still fill have come to, by their id. */
  readonly fates: Readonly<Record<string, OrderFate>>;
}

/** Money of the account. */
export interface Money {
  /** The base currency. */
  readonly currency: string;
  readonly equity: number;
  /** Since the run began, commissions taken off. */
  readonly realised: number;
  readonly unrealised: number;
  readonly commissions: number;
  /** By currency. */
  readonly cash: Readonly<Record<string, number>>;
}

/** What is held in one symbol. */
export interface PositionView {
  /** Null: the account's net of all pipelines. */
  readonly pipeline: string | null;
  readonly symbol: string;
  /** Signed units. */
  readonly quantity: number;
  /** What the open units cost on average, in the instrument's currency; null where a net is 0. */
  readonly averagePrice: number | null;
  /** The price it is valued at; null where none is known yet. */
  readonly markPrice: number | null;
  readonly unrealised: number | null;
  /** In this symbol since the run began, commissions off; dividends are in `money` alone. */
  readonly realised: number;
}
