import type { Outcome } from '../domain/journal.js';

/** The refusal of an intent that says something no order can say. */
export const invalid = (field: string, expected: string, value: number | string | null): Outcome => ({
  code: 'INTENT_INVALID',
  facts: { field, expected, value: value === null ? null : String(value) },
});
