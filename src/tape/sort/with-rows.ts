import { type Kind, OPTIONAL_COLUMNS, type OptionalColumn, type RowTraits } from '../columns.js';
import { isTold } from '../is-told.js';
import type { Rows } from '../rows.js';
import type { Stream } from '../stream.js';

/** The traits of rows together with those before them; the very same object where nothing is new. */
export const withRows = (before: RowTraits, rows: Rows, streams: readonly Stream[]): RowTraits => {
  const kinds = new Set<Kind>(before.kinds);
  // Streams are known before their rows are.
  for (const { kind } of streams) kinds.add(kind);
  const told = new Set<OptionalColumn>(before.told);
  for (const key of OPTIONAL_COLUMNS) if (!told.has(key) && isTold(rows, key)) told.add(key);
  if (kinds.size === before.kinds.length && told.size === before.told.length) return before;
  return { kinds: [...kinds].sort(), told: OPTIONAL_COLUMNS.filter((key) => told.has(key)) };
};
