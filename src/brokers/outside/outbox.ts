import type { Command } from '../../domain/order.js';
import type { Approved } from '../../risk/approved.js';
import type { CommandSink } from './outside-books.js';

/** What an outbox stands between. */
export interface OutboxParts {
  /** Resolves when everything written before the call, the commands' entries and their causes, is on disk. */
  readonly flush: () => Promise<void>;
  /** Writes a command to the broker's line. */
  readonly send: (command: Approved<Command>) => void;
  /** A flush failed: nothing leaves, and nothing that adds risk may be decided until `retry` succeeds. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Durable before sent: a command leaves only when its entry and all that led to it are on disk, in order, one
 * flush for all that wait. What was put in while a flush was under way waits for the next one.
 */
export class Outbox implements CommandSink {
  readonly #parts: OutboxParts;
  #waiting: Approved<Command>[] = [];
  #state: 'shut' | 'open' | 'flushing' = 'shut';
  #releasing: Promise<void> = Promise.resolve();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** From here on commands are new: those before are of a replay, and have left or not long ago. */
  open(): void {
    if (this.#state === 'shut') this.#state = 'open';
  }

  /** The disk takes what is written again: what waits may leave, unless it was revoked meanwhile. */
  retry(): void {
    if (this.#state === 'open' && this.#waiting.length > 0) this.#releasing = this.#release();
  }

  /** Resolves when nothing is on its way: what then still waits, the disk refuses. */
  idle(): Promise<void> {
    return this.#releasing;
  }

  /** Commands that have not left. */
  get waiting(): readonly Approved<Command>[] {
    return this.#waiting;
  }

  put(command: Approved<Command>): void {
    if (this.#state === 'shut') return;
    this.#waiting.push(command);
    this.retry();
  }

  revoke(order: string): void {
    this.#waiting = this.#waiting.filter(
      (command) => (command.kind === 'place' ? command.order.id : command.order) !== order,
    );
  }

  async #release(): Promise<void> {
    this.#state = 'flushing';
    try {
      // What else this turn of the wheel decides shares the flush.
      await Promise.resolve();
      while (this.#waiting.length > 0) {
        const covered = new Set(this.#waiting);
        await this.#parts.flush();
        // A revoked one is in the list no more.
        const leaving = this.#waiting.filter((command) => covered.has(command));
        this.#waiting = this.#waiting.filter((command) => !covered.has(command));
        for (const command of leaving) this.#parts.send(command);
      }
    } catch (error) {
      this.#parts.onFailure(error);
    } finally {
      this.#state = 'open';
    }
  }
}
