import type { MarketEvent } from '../../domain/market-event.js';
import type { AnyPipeline } from '../../pipeline/define-pipeline.js';
import type { Run } from '../backtest-on.js';

/** Something that holds for every honest pipeline. */
export interface Law {
  /** A sentence about the pipeline, as a test's name. */
  readonly name: string;
  /** What breaks the law, a text each; none where it holds. */
  readonly problems: (subject: Subject) => Promise<readonly string[]>;
}

/** A pipeline under its laws, with the data it is tried on. */
export interface Subject {
  /** In the order of a tape. */
  readonly events: readonly MarketEvent[];
  /** Instants after which the tape is cut, rising; rows of one instant stay together. */
  readonly cuts: readonly number[];
  /** The first of all dice. */
  readonly seed: number;
  /** Decisions that the data must give before the median cut. */
  readonly decisionsAtLeast: number;
  /** The run over all events; every law asks for it and it is run once. */
  readonly whole: () => Promise<Run>;
  /** A run of its own over some events, with something around the pipeline that changes nothing. */
  readonly run: (events: readonly MarketEvent[], around?: Around) => Promise<Run>;
}

/** Puts a pipeline into another that does the same. */
export type Around = (pipeline: AnyPipeline) => AnyPipeline;
