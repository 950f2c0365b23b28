/**
 * Rows of cells as lines whose columns stand below each other.
 *
 * @param isText Whether a column is read from its left, as words are; numbers end where the column does.
 */
export const aligned = (
  rows: readonly (readonly string[])[],
  isText: (column: number) => boolean = () => false,
): readonly string[] => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return isText(column) ? text.padEnd(width) : text.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
};
