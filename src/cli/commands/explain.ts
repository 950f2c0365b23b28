import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Entry } from '../../domain/journal.js';
import { usageError } from '../../domain/usage-error.js';
import { explain } from '../../journal/explain.js';
import { readJournal } from '../../journal/read-journal.js';
import { RUN_FILES } from '../../journal/run-files.js';
import { readRecording } from '../../recording/read-recording.js';
import { countSegments } from '../../recording/run-folder.js';
import { findEngine } from '../engine/find-engine.js';
import { recordedEntries } from '../live/replay/recorded-entries.js';
import { print } from '../print.js';

/** Where the order stands: a file or a folder; none is the run of the only engine that runs. */
export interface ExplainOptions {
  readonly journal?: string;
  readonly run?: string;
}

/** `millrace explain <order>`: why an order was sent and what became of it. */
export const explainCommand = async (order: string, { journal, run }: ExplainOptions): Promise<void> => {
  if (journal !== undefined && run !== undefined) throw usageError('give --journal or --run, not both');
  const lines = explain(await entriesIn(journal ?? run ?? (await runningFolder())), order);
  await print(`${lines.join('\n')}\n`);
};

const runningFolder = async (): Promise<string> => {
  const line = await findEngine(undefined);
  line.hangUp();
  return line.directory;
};

/** Of a recorded run what is whole: somebody may be writing it. */
const entriesIn = async (place: string): Promise<readonly Entry[]> => {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  const path = isFolder ? join(place, RUN_FILES.journal) : place;
  const folder = dirname(path);
  const isRecorded = basename(path) === RUN_FILES.journal && (await countSegments(folder)) > 0;
  return isRecorded ? recordedEntries(await readRecording(folder)) : readJournal(path);
};
