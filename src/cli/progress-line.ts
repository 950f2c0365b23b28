import type { Coverage } from '../domain/journal.js';

/** A line that says how far a long run is. */
export interface ProgressLine {
  readonly show: (progress: { readonly events: number; readonly at: number }) => void;
  /** A line of its own above it. */
  readonly say: (text: string) => void;
  readonly done: () => void;
}

const QUIET_MS = 500;

/**
 * Progress on stderr with rate and, where the end is known, time left; nothing where no terminal shows it.
 */
export const progressLine = (coverage: Coverage, terminal = process.stderr): ProgressLine => {
  const begun = performance.now();
  let first: number | null = null;
  let shown = begun;
  const clear = (): void => {
    if (terminal.isTTY && shown > begun) terminal.write('\r\u001b[K');
  };
  return {
    show: ({ events, at }) => {
      first ??= at;
      const now = performance.now();
      if (!terminal.isTTY || now - shown < QUIET_MS) return;
      shown = now;
      const rate = events / ((now - begun) / 1000);
      const share = coverage.to === null ? null : (at - first) / (coverage.to - first);
      const left = share ? ` · ${Math.ceil(((now - begun) * (1 - share)) / share / 1000)} s left` : '';
      const day = new Date(at).toISOString().slice(0, 10);
      terminal.write(`\r\u001b[K${events} events · ${Math.round(rate)}/s · ${day}${left}`);
    },
    say: (text) => {
      clear();
      terminal.write(`${text}\n`);
    },
    done: clear,
  };
};
