import type { MillraceError } from '../../../domain/millrace-error.js';

/** Where a range begins or ends, if it is said in offsets: one for every partition, or one for each. */
export type Bound = readonly number[];

const FORM = /^offset:(\d{1,15}(?:,\d{1,15})*)$/;

/** Whether a `from` or `to` is said in offsets. */
export const isOffsets = (text: string | null): boolean => text?.startsWith('offset:') ?? false;

/**
 * Reads `offset:120` or `offset:120,80,95`; null where time is said, or nothing.
 *
 * @param fail Makes the error of what is neither.
 */
export const readBound = (text: string | null, fail: (reason: string) => MillraceError): Bound | null => {
  if (text === null || !isOffsets(text)) return null;
  const [, numbers] = FORM.exec(text) ?? [];
  if (numbers === undefined) throw fail(`'${text}' is no offset such as offset:120 or offset:120,80`);
  return numbers.split(',').map(Number);
};
