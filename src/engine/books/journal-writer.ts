import type { Cause, Entry, EntryBodies, EntryKind, EntryOf } from '../../domain/journal.js';

/** What a new entry says, before it gets its place in the journal. */
export interface Draft<K extends EntryKind> {
  readonly kind: K;
  readonly causes: readonly Cause[];
  readonly body: EntryBodies[K];
  readonly pipeline?: string | null;
  readonly symbol?: string | null;
}

/**
 * Gives entries their serial and instant and hands each one, in order, to everything that folds the journal.
 */
export class JournalWriter {
  /** A segment is told what those before it heard: that is journaled, and what is said now does not count. */
  isQuiet = false;

  /** @param serial The last entry that is there already. */
  constructor(
    private readonly now: () => number,
    private readonly readers: readonly ((entry: Entry) => void)[],
    private serial = 0,
  ) {}

  /** Appends an entry and returns it. */
  append<K extends EntryKind>(draft: Draft<K>): EntryOf<K> {
    if (!this.isQuiet) this.serial += 1;
    const entry = {
      v: 1,
      serial: this.serial,
      at: this.now(),
      kind: draft.kind,
      causes: draft.causes,
      pipeline: draft.pipeline ?? null,
      account: 'main',
      symbol: draft.symbol ?? null,
      body: draft.body,
    } as unknown as EntryOf<K>; // a kind and the body of that kind make the entry of that kind
    if (this.isQuiet) return entry;
    for (const read of this.readers) read(entry);
    return entry;
  }
}
