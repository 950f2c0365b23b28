import type { PositionSeen } from '../../domain/outside-view.js';
import { differAlike } from './differ-alike.js';

/** Positions of one symbol as a snapshot finds them. */
export type Held = Pick<PositionSeen, 'symbol' | 'journal' | 'engine' | 'broker'>;

/**
 * Compares positions three ways at every snapshot. A difference seen once may be an execution on its way,
 * which would change it when it is told: seen in two snapshots it is drift, until all three agree again. Only
 * a difference that changed while its symbol traded counts anew.
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
    const before = new Map(this.#seen.map((one) => [one.symbol, one]));
    this.#seen = held.map((now) => {
      const differs = now.journal !== now.broker || now.engine !== now.broker;
      if (!differs) return { ...now, since: null, isDrift: false };
      const known = before.get(now.symbol);
      const since = known && this.#lasts(known, now) ? known.since : null;
      return { ...now, since: since ?? at, isDrift: since !== null };
    });
    this.#traded.clear();
  }

  #lasts(known: PositionSeen, now: Held): boolean {
    return known.isDrift || !this.#traded.has(now.symbol) || differAlike(known, now);
  }
}
