import type { DeadLetter } from './dead-letter.js';

/** Where a record stood that is left out. */
export type LetterAt = Pick<DeadLetter, 'topic' | 'partition' | 'offset'>;

/** Where records that cannot be read are kept. */
export interface LetterPlace {
  /** Resolves when they stand there for good; those that stand there already are not put again. */
  readonly put: (letters: readonly DeadLetter[]) => Promise<void>;
  readonly close: () => Promise<void>;
}
