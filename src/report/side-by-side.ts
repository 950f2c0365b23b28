import { wrapped } from './wrapped.js';

const GAP = '  ';

/**
 * Two lists of texts beside each other, line for line, each wrapped within its own half: nothing of either is
 * cut off.
 *
 * @param columns How wide both are together.
 */
export const sideBySide = (
  left: readonly string[],
  right: readonly string[],
  columns: number,
): readonly string[] => {
  const half = Math.floor((columns - GAP.length) / 2);
  const rows = Math.max(left.length, right.length);
  return Array.from({ length: rows }, (_, row) => {
    const [own, other] = [left, right].map((texts) => wrapped(texts[row] ?? '', half, GAP));
    const height = Math.max(own?.length ?? 0, other?.length ?? 0);
    return Array.from({ length: height }, (_line, line) =>
      `${(own?.[line] ?? '').padEnd(half)}${GAP}${other?.[line] ?? ''}`.trimEnd(),
    );
  }).flat();
};
