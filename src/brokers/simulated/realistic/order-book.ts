import type { Ticket } from './ticket.js';

/** What is asked of the book with every row, counted anew only when an order came, left or woke. */
interface Standing {
  readonly all: readonly Ticket[];
  readonly awake: ReadonlyMap<string, readonly Ticket[]>;
  /** Before this instant no order ends by itself. */
  readonly firstEnd: number;
  /** Some order has one chance only: at once, at an open, at a close. */
  readonly hasChances: boolean;
}

/** All orders that are alive, in the order in which they were accepted or last amended. */
export class OrderBook {
  readonly #alive = new Map<string, Ticket>();
  #standing: Standing | null = null;

  /** Takes an order in behind all others, its children beside it. */
  put(ticket: Ticket): void {
    for (const one of [ticket, ...ticket.children]) this.#alive.set(one.order.id, one);
    this.#standing = null;
  }

  /**
   * Takes an order out; says whether it was there. What becomes of its children is not the book's affair.
   */
  drop(ticket: Ticket): readonly Ticket[] {
    if (!this.#alive.delete(ticket.order.id)) return [];
    this.#standing = null;
    return [ticket];
  }

  /** Back to the end of the line, as a changed order is. */
  requeue(ticket: Ticket): void {
    for (const one of this.drop(ticket)) this.#alive.set(one.order.id, one);
  }

  /** A child begins to work. */
  wake(ticket: Ticket, since: number): void {
    ticket.asleep = false;
    ticket.since = since;
    this.#standing = null;
  }

  find(order: string): Ticket | undefined {
    return this.#alive.get(order);
  }

  has(ticket: Ticket): boolean {
    return this.#alive.has(ticket.order.id);
  }

  /** As they stand now; what happens later does not change the list. */
  all(): readonly Ticket[] {
    return this.#stand().all;
  }

  /** Orders of a symbol that are awake, as they stand now. */
  awake(symbol: string): readonly Ticket[] {
    return this.#stand().awake.get(symbol) ?? [];
  }

  isEmpty(): boolean {
    return this.#alive.size === 0;
  }

  /** Whether an order may have ended by itself at this instant. */
  mayEnd(at: number): boolean {
    return this.#stand().firstEnd <= at;
  }

  hasChances(): boolean {
    return this.#stand().hasChances;
  }

  #stand(): Standing {
    this.#standing ??= standingOf([...this.#alive.values()]);
    return this.#standing;
  }
}

const PATIENT: ReadonlySet<string> = new Set(['gtc', 'gtd', 'day']);

const standingOf = (all: readonly Ticket[]): Standing => {
  const awake = new Map<string, Ticket[]>();
  for (const ticket of all) {
    if (ticket.asleep) continue;
    const { symbol } = ticket.order;
    const others = awake.get(symbol);
    if (others) others.push(ticket);
    else awake.set(symbol, [ticket]);
  }
  return {
    all,
    awake,
    firstEnd: Math.min(...all.map(({ until }) => until)),
    hasChances: all.some(({ order }) => !PATIENT.has(order.timeInForce)),
  };
};
