import type { Stamped } from '../../../domain/input.js';
import { joinMarks } from '../../../domain/join-marks.js';
import type { Marks } from '../../../domain/marks.js';
import { MillraceError, whatOf } from '../../../domain/millrace-error.js';
import { assemble } from '../../../engine/assemble.js';
import { LiveEngine } from '../../../engine/live/live-engine.js';
import type { ImpureCall } from '../../../engine/turns/in-turn.js';
import { hashing } from '../../../journal/journal-hash.js';
import type { RecordedRun, Segment } from '../../../recording/recording.js';
import { wallClock } from '../../../time/wall-clock.js';
import { contentOf } from '../content/content-of.js';
import { openedPlan } from '../content/opened-plan.js';
import { otherCode } from '../content/other-code.js';
import { recordedPlan } from '../content/recorded-plan.js';
import type { RunContent } from '../content/run-content.js';
import { JournalLines } from './journal-lines.js';
import { tellHistory } from './tell-history.js';
import { whyImpure } from './why-impure.js';

/**
 * What a recorded run was worth as it went: no journal says it, so its recording is told to fresh engines,
 * one for each segment. Other code will do as long as it writes the journal that stands there; where it does
 * not, nobody knows it any more.
 */
export class ReplayedMarks {
  /** Why it cannot be known; null while it can. */
  fault: string | null = null;
  /** Why what came out again as it stood proves nothing yet, each once. */
  readonly #doubts = new Set<string>();
  readonly #hashes = hashing();
  #impure: ImpureCall[] = [];
  readonly #folder: string;
  readonly #run: RecordedRun;
  readonly #parts: Marks[] = [];

  constructor(folder: string, run: RecordedRun) {
    this.#folder = folder;
    this.#run = run;
  }

  get doubts(): readonly string[] {
    return [...this.#doubts];
  }

  /** Of what was decided anew. */
  get decisionHash(): string {
    return this.#hashes.digests().decisionHash;
  }

  /** Reads the inputs of a segment, for itself and for whoever else hears them. */
  async tell(segment: Segment, hear: (inputs: readonly Stamped[]) => void): Promise<void> {
    const written = this.#run.journalLines(segment.segment, segment.segment)[Symbol.asyncIterator]();
    const lines = new JournalLines(written, this.#folder, segment.fromEntry);
    const content = contentOf(segment);
    try {
      const engine = await this.#orFault(content, () => this.#engineOf(content, lines));
      for await (const inputs of this.#run.inputs(segment.segment, segment.segment)) {
        hear(inputs);
        if (engine) await this.#orFault(content, () => this.#take(engine, { inputs, lines, segment }));
      }
      if (engine) await this.#orFault(content, () => this.#end(segment, { engine, lines }));
    } finally {
      await written.return?.();
    }
  }

  /** Of all segments that were told. */
  marks(): Marks {
    const [only, ...others] = this.#parts;
    return only && others.length === 0 ? only : joinMarks(this.#parts);
  }

  /** Where something goes wrong under other code, that is why. */
  async #orFault<T>(content: RunContent, work: () => T | Promise<T>): Promise<T | null> {
    if (this.fault !== null) return null;
    try {
      return await work();
    } catch (error) {
      this.fault = otherCode(content) ?? (error instanceof MillraceError ? whatOf(error) : null);
      if (this.fault === null) throw error;
      return null;
    }
  }

  async #engineOf(content: RunContent, lines: JournalLines): Promise<LiveEngine> {
    const planned = await recordedPlan(content);
    const plan = await openedPlan(this.#run, { content, plan: planned, folder: this.#folder });
    const decoder = new TextDecoder();
    this.#impure = [];
    const engine = new LiveEngine(
      assemble(plan, {
        onEntry: (entry) => lines.add(decoder.decode(this.#hashes.add(entry))),
        onImpure: (call) => void this.#impure.push(call),
      }),
    );
    await tellHistory(engine, { run: this.#run, opened: content.opened });
    return engine;
  }

  /**
   * A process that was killed in the middle of its last input may have written no more: only there, and not
   * where it ended in order, may the journal lack what comes out.
   */
  async #take(engine: LiveEngine, { inputs, lines, segment }: Portion): Promise<void> {
    const last = inputs.at(-1);
    const mayBreakOff = last?.serial === segment.to && last.input.kind !== 'stop';
    const fresh = await take(engine, { inputs: mayBreakOff ? inputs.slice(0, -1) : inputs, lines });
    if (fresh > 0) throw this.#diverged(segment.toEntry + 1);
    if (mayBreakOff) await take(engine, { inputs: inputs.slice(-1), lines });
  }

  #diverged(entry: number): MillraceError {
    return new MillraceError('REPLAY_DIVERGED', { path: this.#folder, entry });
  }

  /** What is open at the end is marked there, as at the end of a backtest. */
  #end(segment: Segment, { engine, lines }: { engine: LiveEngine; lines: JournalLines }): void {
    const { from, to, fromEntry, toEntry } = segment;
    for (const doubt of [otherCode(contentOf(segment)), whyImpure(this.#impure, engine)]) {
      if (doubt !== null) this.#doubts.add(doubt);
    }
    const entry = fromEntry + lines.same;
    if (entry <= toEntry) throw this.#diverged(entry);
    if (to < from) return;
    const { wheel, clock, marks } = engine.engine;
    wheel.finish(clock.now());
    this.#parts.push(marks.marks());
  }
}

interface Portion {
  readonly inputs: readonly Stamped[];
  readonly lines: JournalLines;
  readonly segment: Segment;
}

/** Gives how many lines came out that stand nowhere. */
const take = async (
  engine: LiveEngine,
  { inputs, lines }: Pick<Portion, 'inputs' | 'lines'>,
): Promise<number> => {
  for (const stamped of inputs) engine.take(stamped);
  const fresh = await lines.settle();
  // Promises of pipelines have their say between portions, as they had when it was live.
  await wallClock.nextMacrotask();
  return fresh.length;
};
