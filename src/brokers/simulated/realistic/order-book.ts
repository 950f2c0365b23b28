import type { Ticket } from './ticket.js';

/** All orders that are alive, in the order in which they were accepted or last amended. */
export class OrderBook {
  readonly #alive = new Map<string, Ticket>();

  /** Takes an order in behind all others, its children beside it. */
  put(ticket: Ticket): void {
    this.#alive.delete(ticket.order.id);
    for (const one of [ticket, ...ticket.children]) this.#alive.set(one.order.id, one);
  }

  /**
   * Takes an order out; says whether it was there. What becomes of its children is not the book's affair.
   */
  drop(ticket: Ticket): readonly Ticket[] {
    return this.#alive.delete(ticket.order.id) ? [ticket] : [];
  }

  /** Back to the end of the line, as a changed order is. */
  requeue(ticket: Ticket): void {
    if (this.#alive.delete(ticket.order.id)) this.#alive.set(ticket.order.id, ticket);
  }

  find(order: string): Ticket | undefined {
    return this.#alive.get(order);
  }

  has(ticket: Ticket): boolean {
    return this.#alive.has(ticket.order.id);
  }

  /** As they stand now; what happens later does not change the list. */
  all(): readonly Ticket[] {
    return [...this.#alive.values()];
  }

  /** Orders of a symbol that are awake. */
  awake(symbol: string): readonly Ticket[] {
    return this.all().filter(({ order, asleep }) => order.symbol === symbol && !asleep);
  }

  isEmpty(): boolean {
    return this.#alive.size === 0;
  }
}
