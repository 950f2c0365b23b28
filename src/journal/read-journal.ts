import { type FileHandle, open } from 'node:fs/promises';
import type { Entry } from '../domain/journal.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import { bodyLines } from './body-lines.js';
import { canonicalLine } from './canonical-line.js';

/**
 * The entries of a journal file, checked: known version and kinds, a beginning, serials without a hole, and
 * every line as we would write it again.
 *
 * @throws MillraceError RUN_INVALID with `file:line` where it is none.
 */
export const readJournal = async (path: string): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  const file = await opened(path);
  try {
    for await (const line of file.readLines({ encoding: 'utf8' })) {
      const place = `${path}:${entries.length + 1}`;
      const entry = entryOf(line, place);
      const before = entries.at(-1);
      if (!before && entry.kind !== 'begin')
        throw invalid(place, `it begins with ${entry.kind}, not with begin`);
      const expected = (before?.serial ?? 0) + 1;
      if (entry.serial !== expected)
        throw invalid(place, `serial ${entry.serial} stands where ${expected} is due`);
      entries.push(entry);
    }
  } catch (cause) {
    if (cause instanceof MillraceError) throw cause;
    throw invalid(path, messageOf(cause), cause);
  } finally {
    await file.close();
  }
  if (entries.length === 0) throw invalid(path, 'it has no entry');
  return entries;
};

const opened = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw invalid(path, messageOf(cause), cause);
  }
};

const entryOf = (line: string, place: string): Entry => {
  const value = parsed(line, place);
  const { v, kind } = value;
  if (v !== 1) throw invalid(place, `version ${String(v)} of the journal is unknown, this program writes 1`);
  if (typeof kind !== 'string' || !Object.hasOwn(bodyLines, kind)) {
    throw invalid(place, `kind ${String(kind)} is unknown`);
  }
  // The comparison below finds every field that is missing or too much.
  const entry = value as unknown as Entry;
  let again: string;
  try {
    again = canonicalLine(entry);
  } catch (cause) {
    throw invalid(place, `a field of this ${kind} is missing`, cause);
  }
  if (again !== line) throw invalid(place, `this ${kind} is not as this program writes it`);
  return entry;
};

const parsed = (line: string, place: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch (cause) {
    throw invalid(place, 'the line is broken off or no JSON', cause);
  }
  throw invalid(place, 'the line is no entry');
};

const invalid = (path: string, reason: string, cause?: unknown): MillraceError =>
  new MillraceError('RUN_INVALID', { path, reason }, { cause });
