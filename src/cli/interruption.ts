import { EXIT } from '../domain/error-codes.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C, or being told to end, as a signal: the first ends the run in order, a second one at once. */
export const interruption = (): { readonly signal: AbortSignal; readonly dispose: () => void } => {
  const controller = new AbortController();
  const end = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    process.stderr.write('\nmillrace: ending; press again to stop at once\n');
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, end);
    },
  };
};
