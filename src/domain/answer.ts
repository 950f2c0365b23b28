import type { Outcome } from './journal.js';

/** What came of a command. */
export interface Answer {
  /** False: the engine did not do it. */
  readonly done: boolean;
  /** The serial of the command's input, by which the journal names it. */
  readonly serial: number;
  /** Why it was not done, or what a person should know of how it was; null where nothing is to say. */
  readonly outcome: Outcome | null;
}
