import type { Entry } from '../../domain/journal.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { assemble } from '../../engine/assemble.js';
import { LiveEngine } from '../../engine/live/live-engine.js';
import type { RunPlan } from '../../engine/run-plan.js';
import { hashing } from '../../journal/journal-hash.js';
import { createRecording } from '../../recording/create-recording.js';
import { readRecording } from '../../recording/read-recording.js';
import type { Recording } from '../../recording/recording.js';
import { resumeRecording } from '../../recording/resume-recording.js';
import { countSegments } from '../../recording/run-folder.js';
import type { Place } from '../../sources/live/live-feed.js';
import { PlaceFold } from '../../sources/live/place-fold.js';
import { changesOf } from './changes-of.js';
import { JournalLines } from './journal-lines.js';
import type { RunContent } from './run-content.js';

/** A run that is ready to hear: new, or where it was when it ended, however it ended. */
export interface StartedRun {
  readonly recording: Recording;
  readonly engine: LiveEngine;
  /** Where its source is taken up again, and when it last heard anything; null where it is new. */
  readonly after: Place | null;
  readonly lastAt: number | null;
  /** Entries that a replay of the recording made again as they stood. */
  readonly replayed: number;
}

/** What starting a run needs. */
export interface StartParts {
  readonly folder: string;
  readonly content: RunContent;
  readonly plan: RunPlan;
  readonly marketFileBytes: number;
  /** Told of every entry, those of a replay too. */
  readonly onEntry: (entry: Entry) => void;
  readonly onWarning: (text: string) => void;
}

/**
 * Begins a run in its folder, or takes it up again: its recording is told to a new engine from the start,
 * whose operators are then what they were, and every entry that it writes must be the one that stands there.
 *
 * @throws MillraceError RUN_CHANGED, REPLAY_DIVERGED, and what the recording throws.
 */
export const startRun = async (parts: StartParts): Promise<StartedRun> => {
  const { folder, content, plan, onEntry, onWarning } = parts;
  const { add } = hashing();
  const decoder = new TextDecoder();
  let write = (_line: string): void => undefined;
  const heard = (entry: Entry): void => {
    write(decoder.decode(add(entry)));
    onEntry(entry);
  };
  const engine = new LiveEngine(assemble(plan, { onEntry: heard, onWarning }));
  const options = { marketFileBytesMax: parts.marketFileBytes };
  if ((await countSegments(folder)) === 0) {
    const recording = await createRecording(folder, content, options);
    write = recording.journal;
    return { recording, engine, after: null, lastAt: null, replayed: 0 };
  }
  const recording = await resumeRecording(folder, options);
  try {
    const told = await retell({ folder, content, engine, recording, to: (next) => (write = next) });
    write = recording.journal;
    return { recording, engine, ...told };
  } catch (error) {
    await recording.close();
    throw error;
  }
};

interface Retelling {
  readonly folder: string;
  readonly content: RunContent;
  readonly engine: LiveEngine;
  readonly recording: Recording;
  readonly to: (write: (line: string) => void) => void;
}

const retell = async ({ folder, content, engine, recording, to }: Retelling) => {
  const run = await readRecording(folder);
  // What a segment says of itself is what this program wrote there, of this version.
  const before = run.segments.at(-1)?.content as RunContent | undefined;
  const changes = before ? changesOf(before, content) : ['everything'];
  if (changes.length > 0)
    throw new MillraceError('RUN_CHANGED', { path: folder, changes: changes.join(', ') });
  const lines = new JournalLines(run.journalLines()[Symbol.asyncIterator](), folder);
  to((line) => lines.add(line));
  const heard = new PlaceFold();
  let lastAt: number | null = null;
  for await (const portion of run.inputs()) {
    for (const stamped of portion) {
      engine.take(stamped);
      lastAt = stamped.at;
      heard.add(stamped);
    }
    for (const line of await lines.settle()) recording.journal(line);
  }
  return { after: heard.place, lastAt, replayed: lines.same };
};
