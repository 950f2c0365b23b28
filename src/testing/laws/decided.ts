import type { Entry, EntryOf } from '../../domain/journal.js';

/** Approvals that came to an order, and refusals: what a pipeline decided that was not idle. */
export const decided = (entries: readonly Entry[]): readonly EntryOf<'approval' | 'refusal'>[] =>
  entries.filter((entry) => {
    return entry.kind === 'refusal' || (entry.kind === 'approval' && entry.body.commands > 0);
  }) as readonly EntryOf<'approval' | 'refusal'>[]; // the filter leaves these kinds alone
