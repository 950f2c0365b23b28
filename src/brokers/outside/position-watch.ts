import type { PositionSeen } from '../../domain/outside-view.js';

/** Positions of one symbol as a snapshot finds them. */
export type Held = Pick<PositionSeen, 'symbol' | 'journal' | 'engine' | 'broker'>;

/**
 * Compares positions three ways at every snapshot. A difference seen once may be an execution on its way;
 * seen in two snapshots with no execution between it is drift, until all three agree again.
 */
export class PositionWatch {
  #seen: readonly PositionSeen[] = [];
  /** Symbols with an execution since the newest snapshot, also those that it has not. */
  readonly #traded = new Set<string>();

  /** What the newest snapshot showed, symbols that nobody holds left out. */
  seen(): readonly PositionSeen[] {
    return this.#seen;
  }

  /** Whether the newest snapshot still says what the broker holds of a symbol. */
  isFresh(symbol: string): boolean {
    return !this.#traded.has(symbol);
  }

  /** An execution of a symbol was booked: a difference may have been just that. */
  traded(symbol: string): void {
    this.#traded.add(symbol);
    this.#seen = this.#seen.map((one) => {
      if (one.symbol !== symbol) return one;
      return { ...one, since: one.isDrift ? one.since : null };
    });
  }

  /** A person accepted what the broker holds: all three agree, until a snapshot says otherwise. */
  accepted(symbol: string): void {
    this.#seen = this.#seen.map((one) => {
      if (one.symbol !== symbol) return one;
      return { ...one, journal: one.broker, engine: one.broker, since: null, isDrift: false };
    });
  }

  /** Takes the positions of a snapshot. */
  snapshot(held: readonly Held[], at: number): void {
    this.#traded.clear();
    const before = new Map(this.#seen.map((one) => [one.symbol, one]));
    this.#seen = held.map((now) => {
      const known = before.get(now.symbol);
      const differs = now.journal !== now.broker || now.engine !== now.broker;
      if (!differs) return { ...now, since: null, isDrift: false };
      const since = known?.since ?? null;
      return { ...now, since: since ?? at, isDrift: since !== null };
    });
  }
}
