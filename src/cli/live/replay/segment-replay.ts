import type { Entry } from '../../../domain/journal.js';
import { assemble } from '../../../engine/assemble.js';
import { LiveEngine } from '../../../engine/live/live-engine.js';
import type { RunPlan } from '../../../engine/run-plan.js';
import type { ImpureCall } from '../../../engine/turns/in-turn.js';
import { DECISIONS, hashing } from '../../../journal/journal-hash.js';
import type { RecordedRun, Segment } from '../../../recording/recording.js';
import { wallClock } from '../../../time/wall-clock.js';
import type { RunContent } from '../content/run-content.js';
import { tellHistory } from './tell-history.js';
import type { Compared, Finding, Parting } from './verdict.js';
import { whyImpure } from './why-impure.js';

/** Replays segments, one after the other, and holds what comes out against the journal as it goes. */
export class SegmentReplay {
  private readonly hashes = hashing();
  private readonly written: AsyncGenerator<string, void, undefined>;
  /** Entries that came out as they stood, the newest at the end. */
  private readonly agreed: string[] = [];
  private impure: ImpureCall[] = [];
  private made: string[] = [];
  private isStopped = false;
  /** The last input that was told, and the last line of the journal that was read. */
  private serial = 0;
  private entry = 0;
  private counts = { inputs: 0, entries: 0, decisions: 0 };

  constructor(private readonly run: RecordedRun) {
    this.written = linesOf(run);
  }

  compared(): Compared {
    const { journalHash, decisionHash } = this.hashes.digests();
    const recordingHash = this.run.segments.at(-1)?.hash ?? '';
    return { ...this.counts, recordingHash, journalHash, decisionHash, torn: this.run.torn };
  }

  /** Lets go of the journal, wherever in it the replay has ended. */
  async close(): Promise<void> {
    await this.written.return();
  }

  /** Passes a segment by of which nothing can be said. */
  async skip({ to, toEntry }: Segment): Promise<void> {
    this.serial = to;
    while (this.entry < toEntry && (await this.next()) !== null);
  }

  async against(segment: Segment, plan: RunPlan): Promise<Finding> {
    const decoder = new TextDecoder();
    const onEntry = (entry: Entry): void => {
      this.made.push(decoder.decode(this.hashes.add(entry)));
      if (DECISIONS.has(entry.kind)) this.counts.decisions += 1;
    };
    this.impure = [];
    const onImpure = (call: ImpureCall): void => void this.impure.push(call);
    const engine = new LiveEngine(assemble(plan, { onEntry, onImpure }));
    // What a segment says of itself is what this program wrote there.
    await tellHistory(engine, { run: this.run, opened: (segment.content as RunContent).opened });
    for await (const portion of this.run.inputs(segment.segment, segment.segment)) {
      for (const stamped of portion) {
        engine.take(stamped);
        this.counts.inputs += 1;
        this.serial = stamped.serial;
        this.isStopped = stamped.input.kind === 'stop';
        const parting = await this.part(segment);
        if (parting) return this.diverged(parting);
      }
      // Promises of pipelines have their say between portions, as they had when it was live.
      await wallClock.nextMacrotask();
    }
    return await this.end(segment, engine);
  }

  /** Every entry that came out stood there: what is left to be asked. */
  private async end(segment: Segment, engine: LiveEngine): Promise<Finding> {
    const isLast = this.isLast(segment);
    const written = isLast || this.entry < segment.toEntry ? await this.next() : null;
    if (written !== null && !(isLast && this.run.isWritten)) {
      const { serial, entry, agreed } = this;
      const parting = { input: serial, entry, written, made: null, agreed };
      if (this.isStopped || !isLast) return this.diverged(parting);
      // A flush that never ended leaves such lines, and whoever writes some.
      const reason = `no input is there for entry ${entry} and what follows it`;
      const missing = { from: serial + 1, to: null };
      return { verdict: 'INCOMPLETE', reason, missing, ...this.compared() };
    }
    const reason = whyImpure(this.impure, engine);
    if (reason !== null) return { verdict: 'UNVERIFIABLE', reason };
    return { verdict: 'PASS', ...this.compared() };
  }

  private diverged(parting: Parting): Finding {
    return { verdict: 'DIVERGED', parting, impure: this.impure, ...this.compared() };
  }

  /** Where the entries of one input part from those that stand there; null where they are the same. */
  private async part(segment: Segment): Promise<Parting | null> {
    for (const line of this.made) {
      // A process that was killed in the middle of its last input had written no more; nobody was told of it.
      if (this.entry === segment.toEntry && this.serial === segment.to && !this.isLast(segment)) break;
      const written = await this.next();
      this.counts.entries += 1;
      if (written !== line) {
        return { input: this.serial, entry: this.entry, written, made: line, agreed: this.agreed };
      }
      this.agreed.push(line);
      if (this.agreed.length > REMEMBERED) this.agreed.splice(0, REMEMBERED / 2);
    }
    this.made = [];
    return null;
  }

  private async next(): Promise<string | null> {
    const next = await this.written.next();
    this.entry += 1;
    return next.done === true ? null : next.value;
  }

  private isLast({ segment }: Segment): boolean {
    return segment === this.run.segments.length;
  }
}

/** Entries that are kept for the causes of the first that differs. */
const REMEMBERED = 20_000;

async function* linesOf(run: RecordedRun): AsyncGenerator<string, void, undefined> {
  for await (const lines of run.standingLines()) yield* lines;
}
