import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../domain/journal.js';
import type { Marks } from '../domain/marks.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import { hashing } from './journal-hash.js';
import { marksHash } from './marks-hash.js';
import { readJournal } from './read-journal.js';
import { readMarks } from './read-marks.js';
import { RUN_FILES } from './run-files.js';

/** A run as its folder keeps it. */
export interface StoredRun {
  /** `run.json`, unread but for the hash of its journal. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly entries: readonly Entry[];
  readonly marks: Marks;
}

/**
 * Reads a folder that `--out` wrote, and holds journal and marks against the hashes beside them.
 *
 * @throws MillraceError RUN_INVALID where something is missing, broken off or not what was hashed.
 */
export const readRun = async (dir: string): Promise<StoredRun> => {
  const document = await readDocument(dir);
  const entries = await readJournal(join(dir, RUN_FILES.journal));
  const last = entries.at(-1);
  if (last?.kind !== 'close') {
    throw invalid(dir, `its journal ends at serial ${last?.serial ?? 0} without the close entry`);
  }
  await checkHash(dir, document, entries);
  const marks = await readMarks(join(dir, RUN_FILES.marks));
  if (marks.length !== last.body.marks || marksHash(marks) !== last.body.marksHash) {
    throw invalid(dir, `${RUN_FILES.marks} does not hold the marks that its journal was closed with`);
  }
  return { document, entries, marks };
};

const readDocument = async (dir: string): Promise<Readonly<Record<string, unknown>>> => {
  try {
    const document: unknown = JSON.parse(await readFile(join(dir, RUN_FILES.document), 'utf8'));
    if (typeof document === 'object' && document !== null) return { ...document };
  } catch (cause) {
    throw invalid(dir, messageOf(cause), cause);
  }
  throw invalid(dir, `${RUN_FILES.document} is no document of a run`);
};

const checkHash = async (
  dir: string,
  document: Readonly<Record<string, unknown>>,
  entries: readonly Entry[],
): Promise<void> => {
  const hash = hashing();
  for (const entry of entries) hash.add(entry);
  const { journalHash, blocks } = hash.digests();
  const { run } = document;
  const claimed =
    typeof run === 'object' && run !== null && 'journalHash' in run ? run.journalHash : undefined;
  if (claimed === journalHash) return;
  const kept = await readFile(join(dir, RUN_FILES.blocks), 'utf8').catch(() => '');
  const lines = kept.split('\n').filter((line) => line !== '');
  const same = blocks.findIndex(({ serial, hash: block }, index) => lines[index] !== `${serial} ${block}`);
  const whole = same < 0 ? blocks : blocks.slice(0, same);
  const from = (whole.at(-1)?.serial ?? 0) + 1;
  throw invalid(dir, `its journal is not the one that was hashed, from a serial of ${from} or later`);
};

const invalid = (path: string, reason: string, cause?: unknown): MillraceError =>
  new MillraceError('RUN_INVALID', { path, reason }, { cause });
