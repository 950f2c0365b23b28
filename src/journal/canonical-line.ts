import type { Entry } from '../domain/journal.js';
import { EntryBytes } from './entry-bytes.js';

/**
 * The one line of an entry: keys in schema order, ECMAScript numbers, -0 as 0. Journals are these lines,
 * and hashes are taken of them.
 *
 * @throws TypeError where a field is missing, RangeError where a number is not finite: our own mistakes.
 */
export const canonicalLine = (entry: Entry): string => bytes.line(entry).toString('utf8');

/**
 * What an entry says without its place in the journal: serial and causes count entries of every kind, so a
 * notice more or less would move them although every decision stayed the same.
 */
export const decisionLine = (entry: Entry): string => {
  bytes.line(entry);
  const { head, rest } = bytes.decision(entry);
  return head.toString('utf8') + rest.toString('utf8');
};

const bytes = new EntryBytes();
