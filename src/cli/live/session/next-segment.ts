import type { By } from '../../../domain/operator-command.js';
import type { RecordedRun } from '../../../recording/recording.js';
import type { Place } from '../../../sources/live/live-feed.js';
import { PlaceFold } from '../../../sources/live/place-fold.js';
import { changesOf } from '../content/changes-of.js';
import type { Opened, RunContent } from '../content/run-content.js';

interface Wish {
  readonly before: RunContent;
  readonly content: RunContent;
  readonly word: By;
  /** How far back the longest warm-up of its pipelines may reach. */
  readonly leadMs: number;
}

/** The content of a segment that goes on behind what a run has heard so far. */
export const nextSegment = async (
  run: RecordedRun,
  { before, content, word, leadMs }: Wish,
): Promise<RunContent> => {
  const changes = changesOf(before, content).map(({ path }) => path);
  const last = run.segments.length;
  const segment = last + 1;
  let lastAt = before.opened?.lastAt ?? null;
  for await (const inputs of run.inputs(last, last)) lastAt = inputs.at(-1)?.at ?? lastAt;
  const sourceSince = changes.includes('sources') ? segment : (before.opened?.sourceSince ?? 1);
  const opened = { segment, ...word, changes, sourceSince, lastAt };
  if (leadMs === 0 || lastAt === null || sourceSince === segment) return { ...content, opened };
  return { ...content, opened: { ...opened, historyFrom: lastAt - leadMs } };
};

/** What segments before one have heard of its source. */
export const heardBefore = async (run: RecordedRun, opened: Opened | undefined): Promise<PlaceFold> => {
  const heard = new PlaceFold();
  if (!opened || opened.sourceSince === opened.segment) return heard;
  for await (const inputs of run.inputs(opened.sourceSince, opened.segment - 1)) {
    for (const stamped of inputs) heard.add(stamped);
  }
  return heard;
};

/** Where a segment's source is taken up; of one that nobody heard before, where the run's time stands. */
export const placeIn = (heard: PlaceFold, opened: Opened | undefined): Place | null => {
  if (heard.place !== null || !opened || opened.lastAt === null) return heard.place;
  return { at: opened.lastAt, rows: 0, total: 0, partitions: new Map() };
};
