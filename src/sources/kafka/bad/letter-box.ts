import { type BadLimit, checkBad } from '../../ingest/bad-tally.js';
import { type BadRecord, placeText } from './bad-record.js';
import { type DeadLetter, deadLetter } from './dead-letter.js';
import type { LetterPlace } from './letter-place.js';

/** Whose records they are, and where those go that cannot be read. */
interface LetterBoxPlan {
  readonly topic: string;
  readonly place: LetterPlace;
  /** How many may be left out of what is read; null where that is left open. */
  readonly limit: BadLimit | null;
}

/** Of fewer records a share says nothing. */
const SHARE_OF_MIN = 1_000;

/** Takes records of a followed topic that cannot be read, and counts them since the process began. */
export class LetterBox {
  readonly #plan: LetterBoxPlan;
  #letters: DeadLetter[] = [];
  #records = 0;
  #bad = 0;
  #first = '';

  constructor(plan: LetterBoxPlan) {
    this.#plan = plan;
  }

  /** Whether some wait to be put where they are kept. */
  get hasNews(): boolean {
    return this.#letters.length > 0;
  }

  /** A record was read, good or bad. */
  seen(): void {
    this.#records += 1;
  }

  add(bad: BadRecord): void {
    const { topic } = this.#plan;
    this.#letters.push(deadLetter(topic, bad));
    this.#bad += 1;
    if (this.#bad === 1) this.#first = `${placeText(topic, bad)}: ${bad.reason}`;
  }

  /**
   * Puts those that wait where they are kept; where that fails they wait on.
   *
   * @throws MillraceError ROWS_BAD where they are too many.
   */
  async settle(): Promise<void> {
    const { place, limit } = this.#plan;
    const letters = [...this.#letters];
    await place.put(letters);
    this.#letters = this.#letters.slice(letters.length);
    if (limit === null || (limit.share > 0 && this.#records < SHARE_OF_MIN)) return;
    checkBad({ count: this.#bad, first: this.#first }, { rows: this.#records, limit });
  }

  async close(): Promise<void> {
    await this.#plan.place.close();
  }
}
