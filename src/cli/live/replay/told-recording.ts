import type { Entry } from '../../../domain/journal.js';
import type { Marks } from '../../../domain/marks.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { readRecording } from '../../../recording/read-recording.js';
import type { RecordedRun } from '../../../recording/recording.js';
import { HeardRows } from './heard-rows.js';
import { recordedEntries } from './recorded-entries.js';
import type { Recorded } from './recorded-facts.js';
import { ReplayedMarks } from './replayed-marks.js';

/** A recorded run that was told again. */
export interface ToldRecording extends Recorded {
  /** What it was worth as it went; null where nobody knows, and `fault` says why. */
  readonly marks: Marks | null;
  readonly fault: string | null;
  /** Why `verify` would not pass what came out again as it stands, a sentence each. */
  readonly doubts: readonly string[];
  /** Of what the replay decided. */
  readonly decisionHash: string;
  /** What must be known of how much of it was read, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads a run of `paper` or `live`, as far as it is on the disk, and tells its recording again: its journal
 * says what was decided and traded, the replay what it was worth.
 *
 * @throws MillraceError RUN_INVALID, and what reading a recording throws.
 */
export const toldRecording = async (folder: string): Promise<ToldRecording> => {
  const run = await readRecording(folder);
  const entries = await recordedEntries(run);
  const begins = entries.filter((entry) => entry.kind === 'begin').map(({ body }) => body);
  if (begins.length === 0) {
    throw new MillraceError('RUN_INVALID', { path: folder, reason: 'nothing is recorded in it yet' });
  }
  const rows = new HeardRows();
  const replayed = new ReplayedMarks(folder, run);
  for (const segment of run.segments) await replayed.tell(segment, (inputs) => rows.add(inputs));
  const { doubts, decisionHash } = replayed;
  const fault = replayed.fault ?? moneyFault(begins);
  const marks = fault === null ? replayed.marks() : null;
  return {
    run,
    entries,
    begins,
    rows,
    marks,
    fault,
    doubts,
    decisionHash,
    notes: await notesOf(run, entries),
  };
};

/** Money that comes with a pipeline in the middle of a run would count as won. */
const moneyFault = (begins: Recorded['begins']): string | null => {
  const shares = begins.map(({ pipelines }) => pipelines.map(({ id, capital }) => `${id} ${capital}`).sort());
  const kinds = new Set(shares.map((share) => share.join(', ')));
  return kinds.size === 1 ? null : `its segments began with other money: ${[...kinds].join('; then ')}`;
};

const notesOf = async (run: RecordedRun, entries: readonly Entry[]): Promise<readonly string[]> => {
  const { isWritten, torn } = run;
  if (isWritten)
    return [`goes on: this is what it came to up to its entry ${entries.length}`, ...tornNotes(torn)];
  // Nothing stands there without bytes behind the last block.
  const beyond = torn === null ? 0 : (await standingLines(run)) - entries.length;
  if (beyond <= 0) return tornNotes(torn);
  const which = `${beyond} lines in its journal from entry ${entries.length + 1} on`;
  return [
    ...tornNotes(torn),
    `has ${which} that no input brought: they are not in this, and verify does not pass it`,
  ];
};

const tornNotes = (torn: RecordedRun['torn']): readonly string[] =>
  torn === null ? [] : [`left ${torn.bytes} bytes behind its last whole block, which are not in this`];

/** The whole lines of its journal's file. */
const standingLines = async (run: RecordedRun): Promise<number> => {
  let count = 0;
  for await (const lines of run.standingLines()) count += lines.length;
  return count;
};
