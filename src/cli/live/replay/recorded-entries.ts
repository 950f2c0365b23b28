import type { Entry } from '../../../domain/journal.js';
import type { RecordedRun } from '../../../recording/recording.js';

/** The journal of a recorded run, as far as it is on the disk. */
export const recordedEntries = async (run: RecordedRun): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  for await (const lines of run.journalLines()) {
    // The recording's hashes say that it is what was written.
    for (const line of lines) entries.push(JSON.parse(line) as Entry);
  }
  return entries;
};
