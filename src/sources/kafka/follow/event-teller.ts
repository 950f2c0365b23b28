import type { Origin } from '../../../domain/input.js';
import type { MarketEvent } from '../../../domain/market-event.js';
import type { Wall } from '../../../time/wall.js';
import type { Leaving } from './queue.js';
import type { Word } from './watch.js';

interface EventTellerParts {
  readonly symbols: readonly string[];
  /** Whose time gaps have; null where only rows tell the time. */
  readonly wall: Wall | null;
  /** The time of the last row of an earlier life of the run; -Infinity where there was none. */
  readonly newest: number;
}

/** Makes of rows and of what is said of them the events that are heard, and knows where each stood. */
export class EventTeller {
  /** The time of the latest row. */
  newest: number;
  readonly #parts: EventTellerParts;
  readonly #origins = new WeakMap<MarketEvent, Origin>();
  /** Gaps that wait for the first event, which brings the time. */
  #unplaced: MarketEvent[] = [];

  constructor(parts: EventTellerParts) {
    this.#parts = parts;
    this.newest = parts.newest;
  }

  originOf(event: MarketEvent): Origin | undefined {
    return this.#origins.get(event);
  }

  /** A word is of every symbol. */
  wordEvents({ state, detail }: Word): readonly MarketEvent[] {
    return this.#parts.symbols.flatMap((symbol) => this.#placed({ symbol, state, detail }, null));
  }

  rowEvents(row: Leaving): readonly MarketEvent[] {
    const { event, gap, whose, partition, offset, settled } = row;
    const origin = offset < 0 ? null : { partition, offset, row: row.row, settled };
    if (event === null) {
      const symbols = whose === null ? this.#parts.symbols : [whose];
      return symbols.flatMap((symbol) => this.#placed({ symbol, state: 'gap', detail: gap }, origin));
    }
    if (origin) this.#origins.set(event, origin);
    this.newest = Math.max(this.newest, event.at);
    return [...this.#unplaced.splice(0).map((one) => this.#timed(one)), event];
  }

  /** What has no time of its own happens now; before the first event of a stepped feed there is no now. */
  #placed(
    { symbol, state, detail }: Word & { symbol: string },
    origin: Origin | null,
  ): readonly MarketEvent[] {
    const at = this.#parts.wall?.now() ?? this.newest;
    const event: MarketEvent = { kind: 'status', symbol, at, happenedAt: at, state, detail };
    if (origin) this.#origins.set(event, origin);
    if (at > Number.NEGATIVE_INFINITY) return [event];
    this.#unplaced.push(event);
    return [];
  }

  #timed(unplaced: MarketEvent): MarketEvent {
    const event = { ...unplaced, at: this.newest, happenedAt: this.newest };
    const origin = this.#origins.get(unplaced);
    if (origin) this.#origins.set(event, origin);
    return event;
  }
}
