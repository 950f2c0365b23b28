import type { Stamped } from '../../../domain/input.js';
import type { Coverage } from '../../../domain/journal.js';
import { RowsHash } from '../../../tape/rows-hash.js';

/** What of the market stands in a recording: its hash, and from when to when it was. */
export class HeardRows {
  count = 0;
  readonly #hash = new RowsHash();
  #first: number | null = null;
  #last: number | null = null;

  add(inputs: readonly Stamped[]): void {
    for (const { at, input } of inputs) {
      if (input.kind !== 'market') continue;
      this.count += 1;
      this.#hash.events([input.event]);
      this.#first ??= at;
      this.#last = at;
    }
  }

  digest(): string {
    return this.#hash.digest();
  }

  /** What a run of them covers, where it is not said otherwise: from the first to the last. */
  coverage({ from, to }: Coverage): Coverage {
    return { from: from ?? this.#first, to: to ?? this.#last };
  }
}
