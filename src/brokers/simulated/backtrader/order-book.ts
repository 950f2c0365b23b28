import type { Group, Ticket } from './ticket.js';

/**
 * A pipeline's orders: those sent since the last bar, those at work in the order of their sending, and
 * children that wake with the next bar.
 */
export class OrderBook {
  #sent: readonly Ticket[] = [];
  #working: readonly Ticket[] = [];
  #waking: readonly Ticket[] = [];
  readonly #groups = new Map<string, Group>();

  /** Orders at work, oldest first, as they stand now. */
  get working(): readonly Ticket[] {
    return this.#working;
  }

  /** The group of a name; an order without a name is alone. */
  group(name: string | null): Group {
    const group = (name === null ? undefined : this.#groups.get(name)) ?? { members: [] };
    if (name !== null) this.#groups.set(name, group);
    return group;
  }

  send(ticket: Ticket): void {
    this.#sent = [...this.#sent, ticket];
  }

  /** Hands over the orders sent until an instant, for their check. */
  takeSent(until: number): readonly Ticket[] {
    const due = this.#sent.filter(({ order }) => order.at <= until);
    if (due.length > 0) this.#sent = this.#sent.filter((ticket) => !due.includes(ticket));
    return due;
  }

  work(ticket: Ticket): void {
    this.#working = [...this.#working, ticket];
  }

  /** Takes an order out of work; false where it was not at work. */
  drop(ticket: Ticket): boolean {
    if (!this.#working.includes(ticket)) return false;
    this.#working = this.#working.filter((other) => other !== ticket);
    return true;
  }

  /** Lets children wake at the beginning of the next bar. */
  wakeLater(tickets: readonly Ticket[]): void {
    this.#waking = [...this.#waking, ...tickets];
  }

  wake(): void {
    for (const ticket of this.#waking) ticket.isAsleep = false;
    this.#waking = [];
  }

  find(order: string): Ticket | undefined {
    return this.#working.find((ticket) => ticket.order.id === order);
  }
}
