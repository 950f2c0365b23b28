import { put, type Tree } from '../../../config/put.js';
import type { Config } from '../../../config/schema.js';
import type { Entry } from '../../domain/journal.js';
import type { RecordedRun } from '../../recording/recording.js';
import type { RunContent } from './run-content.js';

/** What a run's last segment says of itself, with what was changed of its configuration while it ran. */
export const effectiveContent = async (run: RecordedRun, content: RunContent): Promise<RunContent> => {
  const last = run.segments.length;
  // The schema's own output, to which settings of that schema are put.
  let config = content.config as Tree;
  for await (const lines of run.journalLines(last, last)) {
    for (const line of lines) {
      if (!line.includes('"kind":"reload"')) continue;
      const entry = JSON.parse(line) as Entry; // the recording's hashes say that it is what was written
      if (entry.kind !== 'operator' || entry.body.command.kind !== 'reload') continue;
      for (const { setting, after } of entry.body.command.changes) {
        config = put(config, setting.split('.'), after);
      }
    }
  }
  // What the schema gave, with values of the schema's own in it.
  return { ...content, config: config as unknown as Config };
};
