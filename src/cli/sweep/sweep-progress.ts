const QUIET_MS = 500;

/** Says how far a sweep is: a line on stderr, and nothing where no terminal shows it. */
export const sweepProgress = (
  sets: number,
  terminal = process.stderr,
): {
  readonly show: (done: number) => void;
  readonly say: (text: string) => void;
  readonly done: () => void;
} => {
  const begun = performance.now();
  let shown = begun;
  const clear = (): void => {
    if (terminal.isTTY && shown > begun) terminal.write('\r\u001b[K');
  };
  return {
    show: (done) => {
      const now = performance.now();
      if (!terminal.isTTY || now - shown < QUIET_MS) return;
      shown = now;
      const perSecond = done / ((now - begun) / 1000);
      const left = Math.ceil((sets - done) / perSecond);
      terminal.write(`\r\u001b[K${done} of ${sets} sets · ${perSecond.toFixed(1)}/s · ${left} s left`);
    },
    say: (text) => {
      clear();
      terminal.write(text);
    },
    done: clear,
  };
};
