import type { Ticket } from './ticket.js';

/**
 * The queues of all pipelines: who stands where, and who is still there. Snapshots stay as they were taken.
 */
export class OrderBook {
  readonly #queues = new Map<string, readonly Ticket[]>();
  readonly #alive = new Map<string, Ticket>();

  /** Takes in a ticket that waits outside the queue: a bracket's child before its parent fills. */
  hold(ticket: Ticket): void {
    this.#alive.set(ticket.order.id, ticket);
  }

  /** Puts a ticket, and its waiting children, where it belongs: at the queue's front or at its end. */
  put(ticket: Ticket, place: 'front' | 'end'): void {
    this.hold(ticket);
    for (const child of ticket.children) this.hold(child);
    const { pipeline } = ticket.order;
    const queue = this.queue(pipeline).filter((other) => other !== ticket);
    this.#queues.set(pipeline, place === 'front' ? [ticket, ...queue] : [...queue, ticket]);
  }

  /**
   * Takes a ticket out, its waiting children with it; says which tickets left, none if it had left before.
   */
  drop(ticket: Ticket): readonly Ticket[] {
    if (!this.#alive.delete(ticket.order.id)) return [];
    const { pipeline } = ticket.order;
    this.#queues.set(
      pipeline,
      this.queue(pipeline).filter((other) => other !== ticket),
    );
    // A child that has come to life has a lot of its own and no longer hangs on its parent.
    const waiting = ticket.children.filter((child) => child.lot === null);
    return [ticket, ...waiting.flatMap((child) => this.drop(child))];
  }

  /** The queue of one pipeline as it stands now. */
  queue(pipeline: string): readonly Ticket[] {
    return this.#queues.get(pipeline) ?? [];
  }

  /** A ticket that is alive, in the queue or waiting for its parent. */
  find(order: string): Ticket | undefined {
    return this.#alive.get(order);
  }

  isEmpty(): boolean {
    return this.#alive.size === 0;
  }

  has(ticket: Ticket): boolean {
    return this.#alive.has(ticket.order.id);
  }
}
