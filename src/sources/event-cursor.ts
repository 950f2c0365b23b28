import { assert } from '../domain/assert.js';
import type { MarketEvent } from '../domain/market-event.js';
import { assertForward } from './assert-forward.js';
import type { Source } from './source.js';

/** A place in a source's events: what comes next, and when. Holds one chunk. */
export class EventCursor {
  readonly uri: string;
  /** The next event's `at`. */
  at = Number.NEGATIVE_INFINITY;

  readonly #chunks: AsyncIterator<readonly MarketEvent[]>;
  #chunk: readonly MarketEvent[] = [];
  #index = 0;

  constructor({ uri, rows }: Pick<Source, 'uri' | 'rows'>) {
    this.uri = uri;
    this.#chunks = rows()[Symbol.asyncIterator]();
  }

  /** Whether the chunk is used up: `fill` before the next event. */
  get isSpent(): boolean {
    return this.#index >= this.#chunk.length;
  }

  /** Gets the next chunk that has anything; false at the end of the source. */
  async fill(): Promise<boolean> {
    do {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#chunk = next.value;
      this.#index = 0;
    } while (this.isSpent);
    this.#look();
    return true;
  }

  /** The next event. */
  take(): MarketEvent {
    const event = this.#chunk[this.#index];
    assert(event, `took an event that ${this.uri} does not have`);
    this.#index += 1;
    if (!this.isSpent) this.#look();
    return event;
  }

  /** Lets go of the source, also before its end. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #look(): void {
    const at = this.#chunk[this.#index]?.at ?? Number.NaN;
    assertForward(this.uri, this.at, at);
    this.at = at;
  }
}
