import type { EntryOf } from '../../domain/journal.js';

/** What a pipeline hears about its own orders. */
export type OwnEntry = EntryOf<'fill'> | EntryOf<'order'>;

/** What waits for a turn of its own. */
export type WaitingTurn =
  | { readonly kind: 'own'; readonly pipeline: string; readonly entry: OwnEntry }
  | {
      readonly kind: 'refused';
      readonly pipeline: string;
      readonly key: string;
      readonly entry: EntryOf<'refusal'>;
    }
  | { readonly kind: 'held'; readonly pipeline: string; readonly entry: EntryOf<'action'> }
  | { readonly kind: 'replan'; readonly pipeline: string; readonly symbol: string; readonly cause: number };

/** What was produced in a turn waits here for a later one, first in first out. */
export class TurnQueue {
  private waiting: WaitingTurn[] = [];

  own(pipeline: string, entry: OwnEntry): void {
    this.waiting.push({ kind: 'own', pipeline, entry });
  }

  /** What a pipeline asked for by key was refused: it may be waiting for an answer. */
  refused(pipeline: string, key: string, entry: EntryOf<'refusal'>): void {
    this.waiting.push({ kind: 'refused', pipeline, key, entry });
  }

  /** What a pipeline holds is another number of units after a split. */
  held(pipeline: string, entry: EntryOf<'action'>): void {
    this.waiting.push({ kind: 'held', pipeline, entry });
  }

  replan(pipeline: string, { symbol, cause }: { symbol: string; cause: number }): void {
    this.waiting.push({ kind: 'replan', pipeline, symbol, cause });
  }

  next(): WaitingTurn | undefined {
    // Asked several times a row, mostly for nothing.
    return this.waiting.length === 0 ? undefined : this.waiting.shift();
  }
}
