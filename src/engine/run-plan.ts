import type { BrokerSettings } from '../brokers/simulated/broker-settings.js';
import type { RuleSet } from '../brokers/simulated/rule-sets.js';
import type { CarriedBody } from '../domain/carried-body.js';
import type { Instrument } from '../domain/instrument.js';
import type { Coverage, Entry } from '../domain/journal.js';
import type { MarketEvent } from '../domain/market-event.js';
import type { Marks } from '../domain/marks.js';
import type { ExecutionWord } from '../domain/outside-event.js';
import type { Limits } from '../risk/limits.js';
import type { Series, Source } from '../sources/source.js';
import type { Batch } from '../tape/batch.js';
import type { ImpureCall } from './turns/in-turn.js';
import type { PipelinePlan } from './turns/pipeline-run.js';

/** Everything a run is made of; nothing else can change what it decides. */
export interface RunPlan {
  readonly pipelines: readonly PipelinePlan[];
  readonly sources: readonly Source[];
  readonly rules: RuleSet;
  readonly broker: BrokerSettings;
  readonly limits: Limits;
  /** The base currency. */
  readonly currency: string;
  /** A symbol whose prices stand in the marks beside those that are traded. */
  readonly benchmark: string | null;
  readonly instrument: (symbol: string) => Instrument;
  readonly seed: number;
  /** Where trading begins and ends, if somebody said so; rows before it only warm up. */
  readonly coverage: Coverage;
  /** How many orders that are over are known, for what a broker may still say of them; absent: all. */
  readonly finishedOrders?: number;
  /** What earlier segments of the run left; absent where it begins. */
  readonly opening?: Opening;
  /** Timers without a clock, and clock and dice of the host, are errors. */
  readonly strict: boolean;
}

/** What a segment goes on from. */
export interface Opening {
  /** The last entry of the journal before it. */
  readonly entry: number;
  readonly carried: CarriedBody;
  /** What a broker outside told of executions before; a simulated one told everything with its fills. */
  readonly told: readonly ExecutionWord[];
}

/** Some rows of a run, as events or as columns with what their streams mean. */
export type RunRows = readonly MarketEvent[] | { readonly batch: Batch; readonly streams: readonly Series[] };

/** What a run does besides deciding: nobody here can push back. */
export interface RunWatch {
  readonly onEntry?: (entry: Entry) => void;
  /** Rows in their order, as they are about to be processed. */
  readonly onRows?: (rows: RunRows) => void;
  readonly onProgress?: (progress: { readonly events: number; readonly at: number }) => void;
  readonly onWarning?: (text: string) => void;
  /** Hears what pipelines ask for in their turns that they were not given; each turn costs some more. */
  readonly onImpure?: (call: ImpureCall) => void;
  /** False where nobody asks for the marks in the end: a run that goes on for months has very many. */
  readonly keepsMarks?: boolean;
  /** Waited for between chunks of rows, so that a journal's file can keep up in bounded memory. */
  readonly settle?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** What a run came to. */
export interface RunOutcome {
  readonly events: number;
  readonly coverage: Coverage;
  readonly interrupted: boolean;
  readonly marks: Marks;
  /** Why pipelines are out of the run, ruin aside. */
  readonly failures: readonly Error[];
}
