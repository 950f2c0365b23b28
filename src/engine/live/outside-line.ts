import type { Subscription } from 'rxjs';
import type { Outbox } from '../../brokers/outside/outbox.js';
import type { OutsideBroker } from '../../brokers/outside/outside-broker.js';
import type { OutsideHearing } from '../../brokers/simulated/simulated-broker.js';
import { messageOf } from '../../domain/message-of.js';
import type { OutsideEvent } from '../../domain/outside-event.js';
import type { Wall } from '../../time/wall.js';

/** What a line to an outside broker is made of. */
export interface OutsideLineParts {
  readonly broker: OutsideBroker;
  /** Where the engine's rules put their commands. */
  readonly outbox: Outbox;
  readonly hearing: OutsideHearing;
  readonly wall: Wall;
  /** How often it is asked what it knows: where all is settled, and where something is not. */
  readonly snapshotMs: { readonly settled: number; readonly unsettled: number };
}

/** The live loop's line to a broker outside: its words wait here for the door, and it is asked in time. */
export class OutsideLine {
  readonly #parts: OutsideLineParts;
  #heard: OutsideEvent[] = [];
  #subscription: Subscription | null = null;
  #unset: (() => void) | null = null;

  constructor(parts: OutsideLineParts) {
    this.#parts = parts;
  }

  /** From here on commands leave and words come in; `stir` is called when there is one. */
  open(stir: () => void): void {
    const { broker, outbox } = this.#parts;
    outbox.open();
    const take = (event: OutsideEvent): void => {
      this.#heard.push(event);
      if (event.kind === 'connection' && event.state === 'up') this.#ask();
      stir();
    };
    this.#subscription = broker.event$.subscribe({
      next: take,
      // An adapter that gave up is a line that is down, and stays it: nothing is sent any more.
      error: (error: unknown) => take({ kind: 'connection', state: 'down', detail: messageOf(error) }),
    });
  }

  /** Whether a word waits. */
  get hasWords(): boolean {
    return this.#heard.length > 0;
  }

  /** Brings the words that wait to the door, in the order in which they came; false where there was none. */
  hear(enter: (event: OutsideEvent) => void): boolean {
    const heard = this.#heard.splice(0);
    for (const event of heard) enter(event);
    return heard.length > 0;
  }

  /** The disk takes what is written again. */
  retry(): void {
    this.#parts.outbox.retry();
  }

  /** Nothing is heard any more; what was decided has left, or stays behind where the disk refuses it. */
  async close(): Promise<void> {
    this.#unset?.();
    this.#subscription?.unsubscribe();
    await this.#parts.outbox.idle();
    await this.#parts.broker.close();
  }

  #ask(): void {
    const { broker, outbox, hearing, wall, snapshotMs } = this.#parts;
    // What still waits for the disk a snapshot does not have, and soon after it would count as never arrived.
    const isWaiting = outbox.waiting.length > 0;
    if (!isWaiting) broker.askSnapshot();
    this.#unset?.();
    const delayMs = isWaiting || hearing.isUnsettled() ? snapshotMs.unsettled : snapshotMs.settled;
    this.#unset = wall.alarm(delayMs, () => this.#ask());
  }
}
