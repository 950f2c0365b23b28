import type { Config } from '../../../../config/schema.js';
import type { Coverage } from '../../../domain/journal.js';
import type { SegmentContent } from '../../../recording/recording.js';
import type { Source } from '../../../sources/source.js';

/** What a segment of a live run is made of, written before its first input: enough to plan it again. */
export interface RunContent extends SegmentContent {
  readonly v: 1;
  /** `live`: its orders go to a broker outside. */
  readonly mode: 'paper' | 'live';
  /** The pipelines as they were named. */
  readonly pipelines: readonly string[];
  /** The texts of `--param`. */
  readonly params: readonly string[];
  readonly config: Config;
  readonly seed: number;
  readonly strict: boolean;
  readonly coverage: Coverage;
  readonly sources: readonly SourceFacts[];
  readonly code: RunCode;
  /** How it came to be; absent in the first segment. */
  readonly opened?: Opened;
}

/** A segment that somebody wished for. */
export interface Opened {
  readonly segment: number;
  readonly who: string;
  readonly why: string;
  /** What is not as it was. */
  readonly changes: readonly string[];
  /** The segment from which on its source was heard, and when the run last heard anything. */
  readonly sourceSince: number;
  /** From when on what was heard of it is history for its pipelines; absent where none asks for any. */
  readonly historyFrom?: number;
  readonly lastAt: number | null;
}

/** What is known of a source without its rows. */
export type SourceFacts = Pick<
  Source,
  'uri' | 'series' | 'tz' | 'coverage' | 'adjusted' | 'graceMs' | 'notices'
>;

/** What must be the same for a replay to say anything about a run. */
export interface RunCode {
  readonly millrace: string;
  /** The hash of all of it that replays a recording: a version may be worked on. */
  readonly engine: string;
  readonly node: string;
  /** The version of the time zone data. */
  readonly timeZones: string;
  /** By id the hash of a pipeline's file and all that it reaches by paths. */
  readonly pipelines: Readonly<Record<string, string>>;
  /** By name the hashes of our operators and pipelines that they import, such as `operators/ema`. */
  readonly shared: Readonly<Record<string, string>>;
  /** By name the versions of the packages that they, and the engine, import. */
  readonly packages: Readonly<Record<string, string>>;
}
