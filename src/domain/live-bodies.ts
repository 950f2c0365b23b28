import type { OperatorCommand } from './operator-command.js';

/** A tick came when the bars it belongs to were over: everybody heard it, and they are without it. */
export interface LateBody {
  /** The name of its stream. */
  readonly stream: string;
  readonly happenedAt: number;
  /** The series whose bars lack it. */
  readonly bars: readonly string[];
}

/** A person told the engine something. */
export interface OperatorBody {
  readonly command: OperatorCommand;
  readonly who: string;
  readonly why: string;
}

/** A live engine came up, or went down in order. */
export interface SessionBody {
  readonly state: 'started' | 'stopped';
  /** What becomes of working orders; null where it came up. */
  readonly orders: 'keep' | 'cancel' | null;
  /** It went down because its source did. */
  readonly ended: boolean;
}
