import type { SimulatedBroker } from '../brokers/simulated/simulated-broker.js';
import type { Cause } from '../domain/journal.js';
import type { MarketEvent } from '../domain/market-event.js';
import type { EngineClock } from '../time/engine-clock.js';
import type { BarMaker } from './bars/bar-maker.js';
import type { BrokerDesk } from './books/broker-desk.js';
import type { MarkRecorder } from './books/mark-recorder.js';
import type { Market } from './books/market.js';
import type { OwnBarCount } from './books/own-bar-count.js';
import type { MatchCover } from './feeds/match-cover.js';
import type { PipelineRun } from './turns/pipeline-run.js';
import type { Routes } from './turns/routes.js';
import type { Turns } from './turns/turns.js';

/** The rooms the wheel turns through. */
export interface WheelParts {
  readonly clock: EngineClock;
  readonly bars: BarMaker;
  readonly broker: SimulatedBroker;
  readonly desk: BrokerDesk;
  readonly market: Market;
  readonly cover: MatchCover;
  readonly marks: MarkRecorder;
  readonly ownBars: OwnBarCount;
  readonly turns: Turns;
  readonly runs: readonly PipelineRun[];
  readonly routes: Routes;
  /** Whether no stream has bars that make marks, so that every minute does. */
  readonly marksMinutes: boolean;
  /** A row came when bars that it belongs to were over. */
  readonly onLate: (event: MarketEvent, bars: readonly string[], causes: readonly Cause[]) => void;
}
