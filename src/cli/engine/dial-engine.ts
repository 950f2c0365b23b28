import { dial, type Line } from '../../control/dial.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { runFiles } from '../../recording/run-folder.js';
import { isLocked } from '../../recording/take-lock.js';
import { wallClock } from '../../time/wall-clock.js';

/** How long a run may take from its lock to its socket: it is told its own recording in between. */
const PATIENCE_MS = 10_000;
const AGAIN_MS = 50;

/**
 * A line to the engine of a run's folder; one that is coming up is waited for.
 *
 * @param patienceMs How long.
 * @throws MillraceError ENGINE_STARTING where it takes longer, and what dialling throws.
 */
export const dialEngine = async (directory: string, patienceMs = PATIENCE_MS): Promise<Line> => {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await dial(directory);
    } catch (error) {
      if (!isAbsent(error) || !(await isLocked(runFiles(directory).lock))) throw error;
      if (performance.now() > until) {
        const facts = { path: directory, seconds: patienceMs / 1_000 };
        throw new MillraceError('ENGINE_STARTING', facts, { cause: error });
      }
    }
    await wallClock.pause(AGAIN_MS);
  }
};

/** Whether an error says that no engine runs there. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof MillraceError && error.code === 'ENGINE_NOT_RUNNING';
