import type { Entry } from '../../domain/journal.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { assemble } from '../../engine/assemble.js';
import { LiveEngine } from '../../engine/live/live-engine.js';
import type { ImpureCall } from '../../engine/turns/in-turn.js';
import { DECISIONS, hashing } from '../../journal/journal-hash.js';
import { readRecording } from '../../recording/read-recording.js';
import type { RecordedRun, Segment } from '../../recording/recording.js';
import { wallClock } from '../../time/wall-clock.js';
import { recordedPlan } from './recorded-plan.js';
import { runCode } from './run-code.js';
import type { RunContent } from './run-content.js';
import type { Compared, Missing, Parting, Verdict } from './verdict.js';

/**
 * Feeds a run's recording to a fresh engine whose journal is closed, and holds every entry that comes out
 * against the one that was written, in order, byte for byte. It proves that live decided as this code decides
 * on these inputs; not that fills would come again.
 */
export const verifyRun = async (folder: string): Promise<Verdict> => {
  const run = await readRecording(folder, true).catch((error: unknown) => incompleteBy(error));
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
  } finally {
    await replay.close();
  }
};

/** A recording with a hole in it proves nothing; every other error is one. */
const incompleteBy = (error: unknown): { verdict: 'INCOMPLETE'; reason: string; missing: Missing } => {
  if (error instanceof MillraceError && error.code === 'RECORDING_DAMAGED') {
    const { from, to } = error.facts;
    const missing = { from: Number(from), to: typeof to === 'number' ? to : null };
    return { verdict: 'INCOMPLETE', reason: error.message, missing };
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
  private readonly written: AsyncGenerator<string, void, undefined>;
  /** Entries that came out as they stood, the newest at the end. */
  private readonly agreed: string[] = [];
  private readonly impure: ImpureCall[] = [];
  private made: string[] = [];
  private inputs = 0;
  private isStopped = false;
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
    const hashes = { recordingHash: segment.hash, journalHash, decisionHash };
    return { inputs, entries, decisions, ...hashes, torn: this.run.torn };
  }

  /** Lets go of the journal, wherever in it the replay has ended. */
  async close(): Promise<void> {
    await this.written.return();
  }

  async against(content: RunContent): Promise<Verdict> {
    const decoder = new TextDecoder();
    const onEntry = (entry: Entry): void => {
      this.made.push(decoder.decode(this.hashes.add(entry)));
      if (DECISIONS.has(entry.kind)) this.decisions += 1;
    };
    const onImpure = (call: ImpureCall): void => void this.impure.push(call);
    const engine = new LiveEngine(assemble(await recordedPlan(content), { onEntry, onImpure }));
    for await (const portion of this.run.inputs()) {
      for (const stamped of portion) {
        engine.take(stamped);
        this.inputs += 1;
        this.isStopped = stamped.input.kind === 'stop';
        const parting = await this.part(stamped.serial);
        if (parting) return this.diverged(parting);
      }
      // Promises of pipelines have their say between portions, as they had when it was live.
      await wallClock.nextMacrotask();
    }
    return await this.end(engine);
  }

  /** Every entry that came out stood there: what is left to be asked. */
  private async end(engine: LiveEngine): Promise<Verdict> {
    const more = await this.written.next();
    if (more.done !== true && !this.run.isWritten) {
      const { inputs, agreed } = this;
      const parting = { input: inputs, entry: this.entries + 1, written: more.value, made: null, agreed };
      if (this.isStopped) return this.diverged(parting);
      // A flush that never ended leaves such lines, and whoever writes some.
      const reason = `no input is there for entry ${parting.entry} and what follows it`;
      const missing = { from: inputs + 1, to: null };
      return { verdict: 'INCOMPLETE', reason, missing, ...this.compared() };
    }
    const [impure] = [...this.impure, ...outOfTurn(engine)];
    if (impure) return { verdict: 'UNVERIFIABLE', reason: whyImpure(impure) };
    const reason = 'nothing was decided in it';
    const missing = { from: this.inputs + 1, to: null };
    return this.decisions === 0
      ? { verdict: 'INCOMPLETE', reason, missing, ...this.compared() }
      : { verdict: 'PASS', ...this.compared() };
  }

  private diverged(parting: Parting): Verdict {
    return { verdict: 'DIVERGED', parting, impure: this.impure, ...this.compared() };
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

/** Pipelines that spoke between turns: when that was, no recording says. */
const outOfTurn = ({ engine: { failures } }: LiveEngine): readonly ImpureCall[] =>
  failures.flatMap((failure) => {
    if (!(failure instanceof MillraceError) || failure.code !== 'INTENT_OUT_OF_TURN') return [];
    return [{ pipeline: String(failure.facts.pipeline), call: 'a turn of its own', where: '' }];
  });

const whyImpure = ({ pipeline, call, where }: ImpureCall): string =>
  `pipeline ${pipeline} asked for ${call}${where === '' ? '' : ` at ${where}`}, which no recording holds: ` +
  'that its decisions came out again this time proves nothing';

/** Entries that are kept for the causes of the first that differs. */
const REMEMBERED = 20_000;

async function* linesOf(run: RecordedRun): AsyncGenerator<string, void, undefined> {
  for await (const lines of run.standingLines()) yield* lines;
}
