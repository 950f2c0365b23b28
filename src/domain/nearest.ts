/**
 * The candidate that a mistyped name most likely means, or undefined where none is near: a few letters
 * wrong, missing, added or swapped, another case, or its beginning alone. Of equally near ones the first.
 */
export const nearest = (name: string, candidates: readonly string[]): string | undefined => {
  const wanted = name.toLowerCase();
  // A third of the letters may be wrong: beyond that the guess would mislead more often than it helps.
  const tolerance = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = tolerance + 1;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    // `spread` is a beginning of `spreadBps`: the missing rest counts as one mistake.
    const begun = wanted.length < 3 ? Infinity : 1 + editDistance(wanted, known.slice(0, wanted.length));
    const distance = Math.min(begun, editDistance(wanted, known));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
};

/** Optimal string alignment: insertions, deletions, replacements, and swaps of neighbours, one each. */
const editDistance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
          ? (beforeLast[column - 2] ?? 0) + 1
          : Infinity;
      current.push(Math.min(replaced, swapped, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
};
