import type { Entry } from '../../domain/journal.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { assemble } from '../../engine/assemble.js';
import { LiveEngine } from '../../engine/live/live-engine.js';
import { DECISIONS, hashing } from '../../journal/journal-hash.js';
import { readRecording } from '../../recording/read-recording.js';
import type { RecordedRun, Segment } from '../../recording/recording.js';
import { wallClock } from '../../time/wall-clock.js';
import { recordedPlan } from './recorded-plan.js';
import { runCode } from './run-code.js';
import type { RunContent } from './run-content.js';

/** What a verification came to. */
export type Verdict =
  | ({ readonly verdict: 'PASS' } & Compared)
  | ({ readonly verdict: 'DIVERGED'; readonly parting: Parting } & Compared)
  | ({ readonly verdict: 'INCOMPLETE'; readonly reason: string } & Partial<Compared>)
  | { readonly verdict: 'UNVERIFIABLE'; readonly reason: string };

/** What was held against what. */
export interface Compared {
  readonly inputs: number;
  readonly entries: number;
  /** Intents, approvals, refusals, commands and fills among them. */
  readonly decisions: number;
  readonly recordingHash: string;
  readonly journalHash: string;
  readonly decisionHash: string;
}

/** Where a journal and its replay part. */
export interface Parting {
  /** The input after which they differ, and the first entry that does. */
  readonly input: number;
  readonly entry: number;
  /** The line that stands there and the one that came out; null where there is none. */
  readonly written: string | null;
  readonly made: string | null;
  /** What came before, the newest at the end. */
  readonly agreed: readonly string[];
}

/**
 * Feeds a run's recording to a fresh engine whose journal is closed, and holds every entry that comes out
 * against the one that was written, in order, byte for byte. It proves that live decided as this code decides
 * on these inputs; not that fills would come again.
 */
export const verifyRun = async (folder: string): Promise<Verdict> => {
  const run = await readRecording(folder).catch((error: unknown) => incompleteBy(error));
  if ('verdict' in run) return run;
  const [segment] = run.segments;
  if (!segment) return { verdict: 'UNVERIFIABLE', reason: 'it has no segment' };
  // What a segment says of itself is what this program wrote there.
  const content = segment.content as RunContent;
  const reason = otherCode(content);
  if (reason !== null) return { verdict: 'UNVERIFIABLE', reason };
  const replay = new Replay(run, segment);
  try {
    return await replay.against(content);
  } catch (error) {
    return { ...incompleteBy(error), ...replay.compared() };
  }
};

/** A recording with a hole in it proves nothing; every other error is one. */
const incompleteBy = (error: unknown): { verdict: 'INCOMPLETE'; reason: string } => {
  if (error instanceof MillraceError && error.code === 'RECORDING_DAMAGED') {
    return { verdict: 'INCOMPLETE', reason: error.message };
  }
  throw error;
};

/** Why this program cannot say anything about that run; null where it can. */
const otherCode = ({ code, pipelines }: RunContent): string | null => {
  const here = runCode(pipelines);
  if (code.millrace !== here.millrace) return `it was millrace ${code.millrace}, here is ${here.millrace}`;
  if (code.node !== here.node) return `it ran on Node ${code.node}, here is ${here.node}`;
  if (code.timeZones !== here.timeZones) {
    return `its time zone data were ${code.timeZones}, here are ${here.timeZones}`;
  }
  const changed = Object.keys(code.pipelines).find((id) => code.pipelines[id] !== here.pipelines[id]);
  return changed === undefined ? null : `pipeline ${changed} is not the code that ran`;
};

/** A replay that is held against the journal as it goes. */
class Replay {
  private readonly hashes = hashing();
  private readonly written: AsyncIterator<string>;
  /** Entries that came out as they stood, the newest at the end. */
  private readonly agreed: string[] = [];
  private made: string[] = [];
  private inputs = 0;
  private entries = 0;
  private decisions = 0;

  constructor(
    private readonly run: RecordedRun,
    private readonly segment: Segment,
  ) {
    this.written = linesOf(run);
  }

  compared(): Compared {
    const { inputs, entries, decisions, segment } = this;
    const { journalHash, decisionHash } = this.hashes.digests();
    return { inputs, entries, decisions, recordingHash: segment.hash, journalHash, decisionHash };
  }

  async against(content: RunContent): Promise<Verdict> {
    const decoder = new TextDecoder();
    const onEntry = (entry: Entry): void => {
      this.made.push(decoder.decode(this.hashes.add(entry)));
      if (DECISIONS.has(entry.kind)) this.decisions += 1;
    };
    const engine = new LiveEngine(assemble(await recordedPlan(content), { onEntry }));
    for await (const portion of this.run.inputs()) {
      for (const stamped of portion) {
        engine.take(stamped);
        this.inputs += 1;
        const parting = await this.part(stamped.serial);
        if (parting) return { verdict: 'DIVERGED', parting, ...this.compared() };
      }
      // Promises of pipelines have their say between portions, as they had when it was live.
      await wallClock.nextMacrotask();
    }
    const more = await this.written.next();
    // Behind the last whole block stands what a flush that never ended left there; nobody was told of it.
    if (more.done !== true && this.run.torn === null) {
      const { inputs, agreed } = this;
      const parting = { input: inputs, entry: this.entries + 1, written: more.value, made: null, agreed };
      return { verdict: 'DIVERGED', parting, ...this.compared() };
    }
    const reason = 'nothing was decided in it';
    return this.decisions === 0
      ? { verdict: 'INCOMPLETE', reason, ...this.compared() }
      : { verdict: 'PASS', ...this.compared() };
  }

  /** Where the entries of one input part from those that stand there; null where they are the same. */
  private async part(input: number): Promise<Parting | null> {
    for (const line of this.made) {
      const next = await this.written.next();
      this.entries += 1;
      const written = next.done === true ? null : next.value;
      if (written !== line) {
        return { input, entry: this.entries, written, made: line, agreed: this.agreed };
      }
      this.agreed.push(line);
      if (this.agreed.length > REMEMBERED) this.agreed.splice(0, REMEMBERED / 2);
    }
    this.made = [];
    return null;
  }
}

/** Entries that are kept for the causes of the first that differs. */
const REMEMBERED = 20_000;

async function* linesOf(run: RecordedRun): AsyncGenerator<string, void, undefined> {
  for await (const lines of run.standingLines()) yield* lines;
}
