import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { finalFault, isOfClient } from '../wire/kafka-fault.js';
import { RoadFault } from './road-fault.js';

/** Whose failures are borne, and for how long. */
export interface PatienceParts {
  readonly topic: string;
  readonly brokers: readonly string[];
  readonly retryForMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

const [WAIT_MS_FIRST, WAIT_MS_MAX] = [100, 5_000] as const;
const PASSING = ['KAFKA_UNREACHABLE', 'KAFKA_TOPIC_UNKNOWN', 'KAFKA_REFUSED', 'KAFKA_RANGE_BEYOND'];

/**
 * Says of a failure whether it is borne. A cluster that was used once and is gone is waited for without end,
 * for it comes back; one that says no, or was never there, for as long as is said.
 */
export class Patience {
  /** Failures in a row. */
  tries = 0;
  readonly #parts: PatienceParts;
  #sinceMs = 0;
  #wasThere: boolean;

  /** @param wasThere Whether the topic was followed in an earlier life of the run. */
  constructor(parts: PatienceParts, wasThere: boolean) {
    this.#parts = parts;
    this.#wasThere = wasThere;
  }

  /** A broker gave what it was asked for. */
  answered(): void {
    this.tries = 0;
    this.#wasThere = true;
  }

  /**
   * How long to wait after a failure before the next try: longer each time, and never as long as others do.
   *
   * @throws What is not borne.
   */
  bear(cause: unknown, nowMs: number): number {
    const { brokers, topic, retryForMs, random } = this.#parts;
    const isPassing =
      cause instanceof RoadFault ||
      isOfClient(cause) ||
      (cause instanceof MillraceError && PASSING.includes(cause.code));
    if (!isPassing) throw cause;
    if (this.tries === 0) this.#sinceMs = nowMs;
    const fault = finalFault(cause, { brokers, topic });
    const saysNo = fault !== undefined && fault.code !== 'KAFKA_UNREACHABLE';
    const isOver = nowMs - this.#sinceMs >= retryForMs;
    if (saysNo && (isOver || !this.#wasThere)) throw fault;
    if (isOver && !this.#wasThere) throw this.#unreachable(cause);
    const waitMs = Math.min(WAIT_MS_FIRST * 2 ** Math.min(this.tries, 10), WAIT_MS_MAX);
    this.tries += 1;
    return waitMs * (0.5 + random() / 2);
  }

  #unreachable(cause: unknown): MillraceError {
    const { brokers, retryForMs } = this.#parts;
    const reason = reasonOf(cause);
    const facts = { brokers: brokers.join(', '), seconds: retryForMs / 1_000, reason };
    return new MillraceError('KAFKA_UNREACHABLE', facts, { retriable: true });
  }
}

/** What went wrong, in the words of whoever noticed it. */
export const reasonOf = (cause: unknown): string => {
  const reason = cause instanceof MillraceError ? cause.facts.reason : undefined;
  return typeof reason === 'string' ? reason : messageOf(cause);
};
