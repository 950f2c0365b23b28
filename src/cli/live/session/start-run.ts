import { assert } from '../../../domain/assert.js';
import type { Entry } from '../../../domain/journal.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import type { By } from '../../../domain/operator-command.js';
import { assemble } from '../../../engine/assemble.js';
import { LiveEngine } from '../../../engine/live/live-engine.js';
import type { RunPlan } from '../../../engine/run-plan.js';
import { EntryBytes } from '../../../journal/entry-bytes.js';
import { createRecording } from '../../../recording/create-recording.js';
import { readRecording } from '../../../recording/read-recording.js';
import type { RecordedRun, Recording } from '../../../recording/recording.js';
import { resumeRecording } from '../../../recording/resume-recording.js';
import { countSegments } from '../../../recording/run-folder.js';
import type { Place } from '../../../sources/live/live-feed.js';
import { leadMs } from '../../lead-ms.js';
import { changeTexts } from '../content/change-texts.js';
import { changesOf } from '../content/changes-of.js';
import { contentOf } from '../content/content-of.js';
import { effectiveContent } from '../content/effective-content.js';
import { openedPlan } from '../content/opened-plan.js';
import type { RunContent } from '../content/run-content.js';
import { JournalLines } from '../replay/journal-lines.js';
import { tellHistory } from '../replay/tell-history.js';
import type { LivePublisher } from './live-publisher.js';
import { heardBefore, nextSegment, placeIn } from './next-segment.js';

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
  /** Somebody wished for a new segment; absent: what is there is gone on with. */
  readonly newSegment?: By;
  /** Told of every entry, those of a replay too. */
  readonly onEntry: (entry: Entry) => void;
  readonly onWarning: (text: string) => void;
  /** Whoever publishes the journal. */
  readonly publisher?: Pick<LivePublisher, 'before' | 'add'>;
}

/**
 * Begins a run in its folder, or takes it up again: the recording of its last segment is told to a new engine
 * from the segment's start, whose operators are then what they were, and every entry that it writes must be
 * the one that stands there. Under other code or settings nothing is told again: where somebody wishes it, a
 * new segment begins with what the journal adds up to.
 *
 * @throws MillraceError RUN_CHANGED, SEGMENT_IMPOSSIBLE, REPLAY_DIVERGED, and what the recording throws.
 */
export const startRun = async (parts: StartParts): Promise<StartedRun> => {
  const { folder, content, plan } = parts;
  const options = { marketFileBytesMax: parts.marketFileBytes };
  if ((await countSegments(folder)) === 0) {
    const { engine, writeTo } = engineOf(plan, parts);
    const recording = await createRecording(folder, content, options);
    writeTo(journalOf(recording, parts));
    return { recording, engine, after: null, lastAt: null, replayed: 0 };
  }
  const recording = await resumeRecording(folder, options);
  try {
    const run = await readRecording(folder);
    await parts.publisher?.before(run.journalLines());
    const last = run.segments.at(-1);
    assert(last, 'a run that is there has a segment');
    const before = contentOf(last);
    if (parts.newSegment) return await open(parts, { recording, run, before, word: parts.newSegment });
    const changes = changesOf(await effectiveContent(run, before), content);
    if (changes.length > 0)
      throw new MillraceError('RUN_CHANGED', {
        path: folder,
        changes: changes.flatMap(changeTexts).join(', '),
      });
    return await retell(parts, { recording, run, before });
  } catch (error) {
    await recording.close();
    throw error;
  }
};

/** Where new lines go. */
const journalOf =
  (recording: Recording, { publisher }: StartParts) =>
  (line: string): void => {
    recording.journal(line);
    publisher?.add(line);
  };

/** An engine, and where its journal is written. */
interface Made {
  readonly engine: LiveEngine;
  readonly writeTo: (write: (line: string) => void) => void;
}

const engineOf = (plan: RunPlan, { onEntry, onWarning }: StartParts): Made => {
  const bytes = new EntryBytes();
  const decoder = new TextDecoder();
  let write = (_line: string): void => undefined;
  const heard = (entry: Entry): void => {
    write(decoder.decode(bytes.line(entry)));
    onEntry(entry);
  };
  const engine = new LiveEngine(assemble(plan, { onEntry: heard, onWarning, keepsMarks: false }));
  return { engine, writeTo: (next) => (write = next) };
};

interface Resumed {
  readonly recording: Recording;
  readonly run: RecordedRun;
  /** What its last segment says of itself. */
  readonly before: RunContent;
}

/** Everything that could be wrong is found before the segment begins. */
const open = async (
  parts: StartParts,
  { recording, run, before, word }: Resumed & { readonly word: By },
): Promise<StartedRun> => {
  const effective = await effectiveContent(run, before);
  const lead = leadMs(parts.plan.pipelines);
  const content = await nextSegment(run, { before: effective, content: parts.content, word, leadMs: lead });
  const { opened } = content;
  const { engine, writeTo } = engineOf(await openedPlan(run, { ...parts, content }), parts);
  await tellHistory(engine, { run, opened });
  const [failure] = engine.engine.failures;
  if (failure) {
    const reason = `it fails over what the run has heard: ${failure.message}`;
    throw new MillraceError('SEGMENT_IMPOSSIBLE', { path: parts.folder, reason });
  }
  const after = placeIn(await heardBefore(run, opened), opened);
  await recording.beginSegment(content);
  writeTo(journalOf(recording, parts));
  return { recording, engine, after, lastAt: opened?.lastAt ?? null, replayed: 0 };
};

const retell = async (parts: StartParts, { recording, run, before }: Resumed): Promise<StartedRun> => {
  // Limits that were changed on the way are those of the beginning, until it is told again of the change.
  const plan = { ...parts.plan, limits: before.config.risk };
  const { engine, writeTo } = engineOf(await openedPlan(run, { ...parts, content: before, plan }), parts);
  await tellHistory(engine, { run, opened: before.opened });
  const segment = run.segments.at(-1);
  const last = run.segments.length;
  const written = run.journalLines(last, last)[Symbol.asyncIterator]();
  const lines = new JournalLines(written, parts.folder, segment?.fromEntry);
  writeTo((line) => lines.add(line));
  const write = journalOf(recording, parts);
  const heard = await heardBefore(run, before.opened);
  let lastAt = before.opened?.lastAt ?? null;
  try {
    for await (const portion of run.inputs(last, last)) {
      for (const stamped of portion) {
        engine.take(stamped);
        lastAt = stamped.at;
        heard.add(stamped);
      }
      for (const line of await lines.settle()) write(line);
    }
  } finally {
    await written.return?.();
  }
  writeTo(write);
  const after = placeIn(heard, before.opened);
  return { recording, engine, after, lastAt, replayed: lines.same };
};
