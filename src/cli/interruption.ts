/** Ctrl-C and SIGTERM as a signal: the first ends the run in order, a second one at once. */
export const interruption = (): { readonly signal: AbortSignal; readonly dispose: () => void } => {
  const controller = new AbortController();
  const end = (): void => {
    process.stderr.write('\nmillrace: ending; press again to stop at once\n');
    controller.abort();
    dispose();
  };
  const dispose = (): void => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  return { signal: controller.signal, dispose };
};
