import type { Stamped } from '../../domain/input.js';
import type { LiveEngine } from './live-engine.js';

/** How far a replay came. */
export interface Replayed {
  readonly inputs: number;
  /** The stamp of the last input; null where there was none. */
  readonly lastAt: number | null;
}

/**
 * Tells an engine what another one was told, in the same order at the same times: what it decides now is what
 * was decided then.
 *
 * @param after Called after every input, when its journal entries are written.
 */
export const replayInputs = async (
  engine: LiveEngine,
  inputs: AsyncIterable<readonly Stamped[]>,
  after?: (stamped: Stamped) => void,
): Promise<Replayed> => {
  let count = 0;
  let lastAt: number | null = null;
  for await (const portion of inputs) {
    for (const stamped of portion) {
      engine.take(stamped);
      after?.(stamped);
      lastAt = stamped.at;
    }
    count += portion.length;
  }
  return { inputs: count, lastAt };
};
