import { MillraceError } from '../domain/millrace-error.js';
import { userLine } from '../engine/turns/user-line.js';

/** Errors that nobody caught while pipelines ran. */
export interface StrayErrors {
  /** Aborted by the first of them. */
  readonly signal: AbortSignal;
  /** Throws the first of them. */
  readonly check: () => void;
  readonly dispose: () => void;
}

/**
 * Listens for what promises and callbacks that pipelines left behind throw outside every turn. It ends the
 * run as an error in a turn does; where no line of a user's is in it, it is our own mistake.
 */
export const strayErrors = (pipelines: readonly string[]): StrayErrors => {
  const controller = new AbortController();
  const note = (error: unknown): void =>
    controller.abort(error ?? new Error('a promise failed with nothing'));
  // Node tells of a promise that nobody watches in the same way, unless somebody listens for it alone.
  process.on('uncaughtException', note);
  return {
    signal: controller.signal,
    check: () => {
      if (controller.signal.aborted) throw errorOf(controller.signal.reason, pipelines);
    },
    dispose: () => void process.off('uncaughtException', note),
  };
};

const errorOf = (thrown: unknown, pipelines: readonly string[]): unknown => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const line = userLine(error.stack);
  if (!line.startsWith('/')) return error;
  const at = 'a time outside its turns';
  const facts = { pipeline: pipelines.join(', '), at, message: error.message, where: `Look at ${line}.` };
  return new MillraceError('PIPELINE_FAILED', facts, { cause: error });
};
