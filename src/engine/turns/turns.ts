import type { Intent } from '../../domain/intent.js';
import type { Cause } from '../../domain/journal.js';
import type { PortfolioView } from '../../domain/portfolio-view.js';
import type { OrderEvent } from '../../pipeline/own-events.js';
import {
  fillEventOf,
  filledEventOf,
  orderEventOf,
  positionEventOf,
  refusedEventOf,
} from '../feeds/own-events.js';
import { type Causes, NO_CAUSE } from './causes.js';
import type { Decider } from './decider.js';
import type { PipelineRun } from './pipeline-run.js';
import { TurnLoop } from './turn-loop.js';
import type { TurnQueue, WaitingTurn } from './turn-queue.js';

/** What turns are made of. */
export interface TurnParts {
  readonly runs: readonly PipelineRun[];
  readonly queue: TurnQueue;
  readonly decider: Decider;
  readonly portfolio: PortfolioView;
  readonly now: () => number;
  /** A pipeline failed in its turn: it is out of the run. */
  readonly onFailure: (pipeline: string, error: unknown, causes: readonly Cause[]) => void;
}

/**
 * Opens turns, one pipeline at a time, in declared order. What a turn says is decided when it ends; what that
 * produces waits for later turns, until nothing waits.
 */
export class Turns {
  private readonly loop: TurnLoop;
  private readonly runs: ReadonlyMap<string, PipelineRun>;
  private readonly halted = new Set<PipelineRun>();
  private failures = 0;

  constructor(private readonly parts: TurnParts) {
    this.loop = new TurnLoop(parts.now);
    this.runs = new Map(parts.runs.map((run) => [run.id, run]));
  }

  /** Delivers something to some pipelines, then decides what all of them said, in that order. */
  deliver(deliveries: readonly Delivery[], causes: Causes): void {
    const only = deliveries[0];
    if (only && deliveries.length === 1) {
      this.decide(only.run, this.open(only.run, only.body, causes), causes);
      return;
    }
    const said = deliveries.map(({ run, body }) => ({ run, intents: this.open(run, body, causes) }));
    for (const { run, intents } of said) this.decide(run, intents, causes);
  }

  private decide(run: PipelineRun, intents: readonly Intent[], causes: Causes): void {
    if (intents.length === 0) return;
    for (const intent of intents) this.parts.decider.intent(intent, run.id, causes());
  }

  /** A row of the market begins. */
  row(): void {
    this.loop.row();
  }

  /** Gives every waiting turn its turn, also those that come of it. */
  drain(): void {
    for (;;) {
      const waiting = this.parts.queue.next();
      if (!waiting) return;
      this.give(waiting);
    }
  }

  /** Takes a pipeline out of the run: it hears nothing more. */
  halt(pipeline: string): void {
    for (const run of this.parts.runs) {
      if (run.id !== pipeline || this.halted.has(run)) continue;
      this.halted.add(run);
      run.stop();
    }
  }

  /** Whether no pipeline is left because all of them failed; a ruined account still has a tape to sit out. */
  allFailed(): boolean {
    return this.failures === this.parts.runs.length;
  }

  /** Asks each pipeline whether it spoke while nobody was listening. */
  check(): void {
    for (const run of this.alive()) this.open(run, () => undefined, NO_CAUSE);
  }

  /** The run is over: pipelines let go of everything, in a turn each, because that is code of theirs too. */
  close(): void {
    for (const run of this.alive()) this.open(run, () => run.stop(), NO_CAUSE);
  }

  /** Pipelines that are still in the run. */
  alive(): readonly PipelineRun[] {
    return this.parts.runs.filter((run) => !this.halted.has(run));
  }

  private give(waiting: WaitingTurn): void {
    const run = this.runs.get(waiting.pipeline);
    if (!run || this.halted.has(run)) return;
    if (waiting.kind === 'replan') {
      this.parts.decider.replan(waiting.pipeline, waiting.symbol, waiting.cause);
      return;
    }
    const causes = [{ entry: waiting.entry.serial }];
    this.deliver([{ run, body: () => this.tell(run, waiting) }], () => causes);
  }

  /** The pipeline's own feeds: what became of its order, the fill, and then what it holds. */
  private tell(run: PipelineRun, waiting: Exclude<WaitingTurn, { kind: 'replan' }>): void {
    const { own, id: pipeline } = run;
    const { portfolio } = this.parts;
    if (waiting.kind === 'held') {
      for (const input of own.position) input.next(positionEventOf(waiting.entry, { pipeline, portfolio }));
      return;
    }
    for (const input of own.orders) input.next(newsOf(waiting));
    if (waiting.entry.kind !== 'fill') return;
    for (const input of own.fills) input.next(fillEventOf(waiting.entry, portfolio));
    for (const input of own.position) input.next(positionEventOf(waiting.entry, { pipeline, portfolio }));
  }

  private open(run: PipelineRun, body: () => void, causes: Causes): readonly Intent[] {
    if (this.halted.has(run)) return [];
    try {
      this.loop.count(run.id);
      return run.turn(body);
    } catch (error) {
      this.failures += 1;
      this.parts.onFailure(run.id, error, causes());
      return [];
    }
  }
}

/** Something that happens to one pipeline in a turn. */
export interface Delivery {
  readonly run: PipelineRun;
  readonly body: () => void;
}

const newsOf = (waiting: Exclude<WaitingTurn, { kind: 'replan' | 'held' }>): OrderEvent => {
  if (waiting.kind === 'refused') return refusedEventOf(waiting.entry, waiting.key);
  return waiting.entry.kind === 'fill' ? filledEventOf(waiting.entry) : orderEventOf(waiting.entry);
};
