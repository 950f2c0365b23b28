import type { Outcome } from '../domain/journal.js';

/** Something that keeps new risk away until it is let go. */
export interface Hold {
  /** Its name: a second hold of that name takes the place of the first. */
  readonly name: string;
  /** Whom it holds; null: everybody. */
  readonly pipeline: string | null;
  /** Where; null: in every symbol. */
  readonly symbol: string | null;
  readonly outcome: Outcome;
}

/**
 * Holds that somebody else than a loss limit has put on: a person, a disk that refuses, an order nobody knows
 * the fate of. While one is on, nothing passes that adds risk; whatever makes a position smaller does.
 */
export class Brakes {
  private readonly holds = new Map<string, Hold>();

  /** All that are on, oldest first. */
  get on(): readonly Hold[] {
    return [...this.holds.values()];
  }

  put(hold: Hold): void {
    this.holds.set(hold.name, hold);
  }

  /** Lets go of a hold; false where it was not on. */
  release(name: string): boolean {
    return this.holds.delete(name);
  }

  /** What holds a pipeline in a symbol (null: in any), if anything. */
  held(pipeline: string, symbol: string | null): Outcome | null {
    for (const hold of this.holds.values()) {
      const isHis = hold.pipeline === null || hold.pipeline === pipeline;
      const isThere = hold.symbol === null || symbol === null || hold.symbol === symbol;
      if (isHis && isThere) return hold.outcome;
    }
    return null;
  }
}
