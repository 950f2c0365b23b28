import type { DeadLetter } from './dead-letter.js';

/** Where records that cannot be read are kept. */
export interface LetterPlace {
  /** Resolves when they stand there for good; those that stand there already are not put again. */
  readonly put: (letters: readonly DeadLetter[]) => Promise<void>;
  readonly close: () => Promise<void>;
}
