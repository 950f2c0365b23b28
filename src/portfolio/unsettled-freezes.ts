import type { EntryOf } from '../domain/journal.js';
import { fill } from '../domain/millrace-error.js';
import { OUTCOMES, type OutcomeCode } from '../domain/outcome-codes.js';

/** What a broker outside said that no snapshot finds again, as long as nobody has settled it. */
export class UnsettledFreezes {
  readonly #entries = new Map<string, EntryOf<'freeze'>>();

  add(entry: EntryOf<'freeze'>): void {
    const { frozen, code, facts } = entry.body;
    if (!SETTLED_BY_PEOPLE.has(code)) return;
    const name = JSON.stringify([entry.symbol, code, facts]);
    if (frozen) this.#entries.set(name, entry);
    else this.#entries.delete(name);
  }

  /** The oldest as a sentence; null where all is settled. */
  fault(): string | null {
    const [oldest] = this.#entries.values();
    if (!oldest) return null;
    const { symbol, body } = oldest;
    const why = fill(OUTCOMES[body.code], body.facts);
    return `${symbol ?? 'everything'} is frozen until somebody reconciles it: ${why}`;
  }
}

const SETTLED_BY_PEOPLE: ReadonlySet<OutcomeCode> = new Set([
  'BROKER_UNINTELLIGIBLE',
  'ORDER_FORGOTTEN',
  'ORDER_UNREMEMBERED',
]);
