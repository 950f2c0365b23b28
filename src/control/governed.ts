import type { Answer } from '../domain/answer.js';
import type { By, OperatorCommand } from '../domain/operator-command.js';
import type { LiveView } from './live-view.js';

/** An engine as people govern it: what it can be told, and what it shows. */
export interface Governed {
  /**
   * Hands a checked command to the wheel's door. Resolves when the command and what it came to are journaled
   * and on disk. Saying the same twice is no fault: what is paused already is paused. Rejects only where
   * the engine cannot write or is going down.
   */
  readonly say: (command: OperatorCommand, by: By) => Promise<Answer>;
  /** What there is to see now, read between two turns. It is asked for once a second or so, by few. */
  readonly view: () => LiveView;
}
