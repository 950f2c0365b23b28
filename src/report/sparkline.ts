const BLOCKS = '▁▂▃▄▅▆▇█';

/**
 * A line of blocks that shows how values went, each column the last value of its part.
 *
 * Fewer values than columns make fewer columns; a flat line stands low of the middle.
 */
export const sparkline = (values: ArrayLike<number>, columns: number): string => {
  const count = Math.min(columns, values.length);
  const endOf = (column: number): number => Math.ceil(((column + 1) * values.length) / count) - 1;
  const shown = Array.from({ length: count }, (_, column) => values[endOf(column)] ?? 0);
  const low = Math.min(...shown);
  const step = (Math.max(...shown) - low) / (BLOCKS.length - 1);
  return shown.map((value) => BLOCKS[step === 0 ? 3 : Math.round((value - low) / step)]).join('');
};
