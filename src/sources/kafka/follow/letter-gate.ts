import { MillraceError } from '../../../domain/millrace-error.js';
import type { Wall } from '../../../time/wall.js';
import type { LetterBox } from '../bad/letter-box.js';
import type { Leaving } from './queue.js';

interface LetterGateParts {
  readonly letters: Pick<LetterBox, 'hasNews' | 'settle'>;
  readonly wall: Wall;
  /** There may be rows again. */
  readonly onNews: () => void;
  readonly onFailure: (cause: unknown) => void;
}

/** How long after a cluster could not be used it is tried again. */
const AGAIN_MS = 1_000;

/**
 * Holds rows up until the records among them that cannot be read are kept: what a run has heard of is then
 * there, however it ends.
 */
export class LetterGate {
  readonly #parts: LetterGateParts;
  #rows: readonly Leaving[] = [];
  #isShut = false;
  #isClosed = false;
  #stop = (): void => undefined;

  constructor(parts: LetterGateParts) {
    this.#parts = parts;
  }

  /** Whether nothing is let through, whatever comes. */
  get isShut(): boolean {
    return this.#isShut;
  }

  /** Whether rows wait that may be let through now. */
  get hasRows(): boolean {
    return !this.#isShut && this.#rows.length > 0;
  }

  /** The next rows, of those that wait or else of what comes. */
  pass(next: () => readonly Leaving[]): readonly Leaving[] {
    if (this.#isShut) return [];
    const rows = this.#rows.length > 0 ? this.#rows : next();
    const isHeld = this.#rows.length === 0 && this.#parts.letters.hasNews;
    this.#rows = isHeld ? rows : [];
    if (!isHeld) return rows;
    this.#isShut = true;
    this.#settle();
    return [];
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  #settle(): void {
    const { letters, wall, onNews, onFailure } = this.#parts;
    letters.settle().then(
      () => {
        this.#isShut = false;
        onNews();
      },
      (cause: unknown) => {
        if (this.#isClosed) return;
        // A cluster that is gone comes back, as for what is read of it.
        const isGone = cause instanceof MillraceError && cause.code === 'KAFKA_UNREACHABLE';
        if (isGone) this.#stop = wall.alarm(AGAIN_MS, () => this.#settle());
        else onFailure(cause);
      },
    );
  }
}
