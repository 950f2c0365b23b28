/** What a terminal has room for. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/** Lines drawn over those of the last time: none is wrapped, none is too many, none of before is left. */
export const drawn = (lines: readonly string[], { columns, rows }: Room): string => {
  const left = lines.length - rows + 2;
  // The cursor ends below the last line, where the terminal would scroll.
  const fitting = lines.length < rows ? lines : [...lines.slice(0, rows - 2), `… ${left} more lines`];
  return `\u001b[H${fitting.map((line) => `${line.slice(0, columns)}\u001b[K\n`).join('')}\u001b[J`;
};
