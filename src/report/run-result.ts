import type { Lot } from '../domain/lot.js';
import type { Marks } from '../domain/marks.js';
import type { RunFacts } from './run-facts.js';
import type { Statistics } from './statistics/statistics.js';
import type { TradeRow } from './trade-row.js';

/** The document that `--json` prints and `run.json` holds. Times are ISO 8601 in UTC. */
export interface RunDocument {
  readonly run: {
    readonly id: string;
    readonly pipelines: readonly string[];
    /** By pipeline id. */
    readonly params: Readonly<Record<string, unknown>>;
    readonly source: readonly string[];
    readonly rules: string;
    readonly seed: number;
    readonly version: string;
    /** The first and the last instant of coverage; null where there was no event. */
    readonly startAt: string | null;
    readonly endAt: string | null;
    readonly events: number;
    readonly elapsedMs: number;
    readonly journalHash: string;
    readonly decisionHash: string;
    readonly tapeHash: string | null;
  };
  readonly statistics: Statistics;
  readonly trades: readonly TradeRow[];
  /** Of a run that was recorded on paper or live; a backtest has none. */
  readonly recording?: RecordedOrigin | undefined;
}

/** That a run was recorded as it went, and what telling the recording again has come to. */
export interface RecordedOrigin {
  readonly mode: 'paper' | 'live';
  /** Of what the replay decided; `run.decisionHash` is of what was decided then. */
  readonly replayedDecisionHash: string;
  /** Why `millrace verify` would not pass it though it decides the same, a sentence each. */
  readonly doubts: readonly string[];
  readonly segments: readonly RecordedSegment[];
}

/** A segment of a recorded run. */
export interface RecordedSegment {
  readonly segment: number;
  readonly inputs: number;
  readonly entries: number;
  /** Who wished for it, why, and what changed; null: it is the first. */
  readonly wish: string | null;
}

/** A run as a person reads it: the document with what was marked and what it rests on. */
export interface RunResult extends RunDocument {
  readonly marks: Marks;
  readonly startEquity: number;
  /** What the statistics were computed from. */
  readonly facts: RunFacts;
  /** Lots that are open at the end: in the equity, and in no trade. */
  readonly open: readonly Lot[];
  /** The base currency, in which all money is counted. */
  readonly currency: string;
  /** Resolved broker, risk, report and instrument settings. */
  readonly config: unknown;
  /** What the rule set leaves out of the world, a sentence each. */
  readonly notModelled: readonly string[];
  /** What a person should read before trusting the numbers, a sentence each. */
  readonly notices: readonly string[];
  /** What computed it, by name: Node, time-zone data and the like. */
  readonly versions: Readonly<Record<string, string>>;
}
