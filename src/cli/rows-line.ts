/** A line that says how many rows have been read. */
export interface RowsLine {
  readonly show: (rows: number) => void;
  readonly done: () => void;
}

const QUIET_MS = 500;

/** Progress on stderr with its rate; nothing where no terminal shows it. */
export const rowsLine = (terminal = process.stderr): RowsLine => {
  const begun = performance.now();
  let shown = begun;
  return {
    show: (rows) => {
      const now = performance.now();
      if (!terminal.isTTY || now - shown < QUIET_MS) return;
      shown = now;
      terminal.write(`\r\u001b[K${rows} rows · ${Math.round(rows / ((now - begun) / 1000))}/s`);
    },
    done: () => {
      if (terminal.isTTY && shown > begun) terminal.write('\r\u001b[K');
    },
  };
};
