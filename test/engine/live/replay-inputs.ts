import type { Stamped } from '../../../src/domain/input.js';
import type { LiveEngine } from '../../../src/engine/live/live-engine.js';

/** How far a replay came. */
export interface Replayed {
  readonly inputs: number;
  /** The stamp of the last input; null where there was none. */
  readonly lastAt: number | null;
}

/**
 * Tells an engine what another one was told, in the same order at the same times: what it decides now is what
 * was decided then.
 */
export const replayInputs = async (
  engine: LiveEngine,
  inputs: AsyncIterable<readonly Stamped[]>,
): Promise<Replayed> => {
  let count = 0;
  let lastAt: number | null = null;
  for await (const portion of inputs) {
    for (const stamped of portion) {
      engine.take(stamped);
      lastAt = stamped.at;
    }
    count += portion.length;
  }
  return { inputs: count, lastAt };
};
