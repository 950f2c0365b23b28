import type { LiveEngine } from '../../../engine/live/live-engine.js';
import type { RecordedRun } from '../../../recording/recording.js';
import { wallClock } from '../../../time/wall-clock.js';
import type { Opened } from '../content/run-content.js';

/** Tells the engine of a segment what those before it heard of its source, as far back as it asks for it. */
export const tellHistory = async (
  engine: LiveEngine,
  { run, opened }: { run: RecordedRun; opened: Opened | undefined },
): Promise<void> => {
  if (opened?.historyFrom === undefined) return;
  for await (const inputs of run.inputs(opened.sourceSince, opened.segment - 1)) {
    for (const stamped of inputs) if (stamped.at >= opened.historyFrom) engine.warm(stamped);
    // Promises of pipelines have their say between portions, whenever it is told.
    await wallClock.nextMacrotask();
  }
};
