import type { EntryOf } from '../domain/journal.js';

/** What waits for a turn of its own. */
export type WaitingTurn =
  | { readonly kind: 'own'; readonly pipeline: string; readonly entry: EntryOf<'fill'> | EntryOf<'order'> }
  | { readonly kind: 'replan'; readonly pipeline: string; readonly symbol: string; readonly cause: number };

/** What was produced in a turn waits here for a later one, first in first out. */
export class TurnQueue {
  private waiting: WaitingTurn[] = [];

  own(pipeline: string, entry: EntryOf<'fill'> | EntryOf<'order'>): void {
    this.waiting.push({ kind: 'own', pipeline, entry });
  }

  replan(pipeline: string, { symbol, cause }: { symbol: string; cause: number }): void {
    this.waiting.push({ kind: 'replan', pipeline, symbol, cause });
  }

  next(): WaitingTurn | undefined {
    return this.waiting.shift();
  }
}
