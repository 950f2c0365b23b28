import type { Entry } from '../../domain/journal.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { readRecording } from '../../recording/read-recording.js';
import type { RecordedRun } from '../../recording/recording.js';
import type { ComparedResult } from '../../report/compare/compared-run.js';
import { HeardRows } from './heard-rows.js';
import { type Recorded, recordedResult } from './recorded-result.js';
import { ReplayedMarks } from './replayed-marks.js';

/** A recorded run as it is compared. */
interface ComparedRecording {
  readonly entries: readonly Entry[];
  readonly result: ComparedResult;
  /** What must be known of it before its figures are believed, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads a run of `paper` or `live`, as far as it is on the disk: decisions and trades from its journal,
 * figures from what a replay of its recording says it was worth.
 *
 * @throws MillraceError RUN_INVALID, and what reading a recording throws.
 */
export const comparedRecording = async (folder: string): Promise<ComparedRecording> => {
  const run = await readRecording(folder);
  const entries = await entriesOf(run);
  const begins = entries.filter((entry) => entry.kind === 'begin').map(({ body }) => body);
  if (begins.length === 0) {
    throw new MillraceError('RUN_INVALID', { path: folder, reason: 'nothing is recorded in it yet' });
  }
  const rows = new HeardRows();
  const marks = new ReplayedMarks(folder, run);
  for (const segment of run.segments) await marks.tell(segment, (inputs) => rows.add(inputs));
  const fault = marks.fault ?? moneyFault(begins);
  const recorded = { run, entries, begins, rows };
  const result = await recordedResult(recorded, fault === null ? marks.marks() : null);
  return { entries, result, notes: notesOf(recorded, fault) };
};

const entriesOf = async (run: RecordedRun): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  for await (const lines of run.journalLines()) {
    // The recording's hashes say that it is what was written.
    for (const line of lines) entries.push(JSON.parse(line) as Entry);
  }
  return entries;
};

/** Money that comes with a pipeline in the middle of a run would count as won. */
const moneyFault = (begins: Recorded['begins']): string | null => {
  const shares = begins.map(({ pipelines }) => pipelines.map(({ id, capital }) => `${id} ${capital}`).sort());
  const kinds = new Set(shares.map((share) => share.join(', ')));
  return kinds.size === 1 ? null : `its segments began with other money: ${[...kinds].join('; then ')}`;
};

const notesOf = ({ run, entries }: Recorded, fault: string | null): readonly string[] => {
  const last = entries.length;
  return [
    ...(run.isWritten ? [`goes on: this is what it came to up to its entry ${last}`] : []),
    ...(run.torn === null ? [] : [`left ${run.torn.bytes} bytes of a torn flush, which are not in this`]),
    ...(fault === null ? [] : [`has no figures here: ${fault}`]),
  ];
};
