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
  private readonly halted = new Set<PipelineRun>();
  private failures = 0;

  constructor(private readonly parts: TurnParts) {
    this.loop = new TurnLoop(parts.now);
  }

  /** Delivers something to some pipelines, then decides what all of them said, in that order. */
  deliver(deliveries: readonly Delivery[], causes: Causes): void {
    const [only] = deliveries;
    if (only && deliveries.length === 1) {
      this.decide(only.run, this.open(only.run, only.body, causes), causes);
      return;
    }
    const said = deliveries.map(({ run, body }) => ({ run, intents: this.open(run, body, causes) }));
    for (const { run, intents } of said) this.decide(run, intents, causes);
  }

  private decide(run: PipelineRun, intents: readonly Intent[], causes: Causes): void {
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
    const run = this.parts.runs.find(({ id }) => id === waiting.pipeline);
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
    const { portfolio } = this.parts;
    if (waiting.kind === 'held') {
      const held = positionEventOf(waiting.entry, { pipeline: run.id, portfolio });
      for (const [name, spec] of ownFeeds(run)) if (spec === 'position') run.give(name, held);
      return;
    }
    const fill = waiting.entry.kind === 'fill' ? waiting.entry : null;
    for (const [name, spec] of ownFeeds(run)) {
      if (spec === 'orders') run.give(name, newsOf(waiting));
      if (spec === 'fills' && fill) run.give(name, fillEventOf(fill, portfolio));
      if (spec === 'position' && fill) run.give(name, positionEventOf(fill, { pipeline: run.id, portfolio }));
    }
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

/** Why something is delivered; asked only where something comes of it. */
export type Causes = () => readonly Cause[];

/** Nothing caused it. */
export const NO_CAUSE: Causes = () => [];

/** Something that happens to one pipeline in a turn. */
export interface Delivery {
  readonly run: PipelineRun;
  readonly body: () => void;
}

const newsOf = (waiting: Exclude<WaitingTurn, { kind: 'replan' | 'held' }>): OrderEvent => {
  if (waiting.kind === 'refused') return refusedEventOf(waiting.entry, waiting.key);
  return waiting.entry.kind === 'fill' ? filledEventOf(waiting.entry) : orderEventOf(waiting.entry);
};

const OWN = ['orders', 'fills', 'position'] as const;

/** The own feeds a pipeline declared, orders before fills before position. */
const ownFeeds = (run: PipelineRun): readonly (readonly [name: string, feed: (typeof OWN)[number]])[] =>
  OWN.flatMap((own) =>
    Object.entries(run.feeds).flatMap(([name, spec]) => (spec.feed === own ? [[name, own] as const] : [])),
  );
