import type { BatchColumns } from './batch.js';
import type { Rows } from './rows.js';

/** Whether a column says something of some row; one that does not may as well be absent. */
export const isTold = ({ columns, at, count }: Rows, key: keyof BatchColumns): boolean => {
  const column = columns[key];
  if (!column) return false;
  for (let row = 0; row < count; row += 1) {
    const value = column[row] ?? Number.NaN;
    if (!Number.isNaN(value) && !(key === 'happenedAt' && value === at[row])) return true;
  }
  return false;
};
