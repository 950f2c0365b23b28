import type { Entry } from '../../../domain/journal.js';
import type { RecordedRun } from '../../../recording/recording.js';
import { changedConfig } from './changed-config.js';
import type { RunContent } from './run-content.js';

/** What a run's last segment says of itself, with what was changed of its configuration while it ran. */
export const effectiveContent = async (run: RecordedRun, content: RunContent): Promise<RunContent> => {
  const last = run.segments.length;
  let { config } = content;
  for await (const lines of run.journalLines(last, last)) {
    for (const line of lines) {
      if (!line.includes('"kind":"reload"')) continue;
      const entry = JSON.parse(line) as Entry; // the recording's hashes say that it is what was written
      if (entry.kind !== 'operator' || entry.body.command.kind !== 'reload') continue;
      config = changedConfig(config, entry.body.command.changes);
    }
  }
  return { ...content, config };
};
