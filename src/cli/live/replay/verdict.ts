import type { ImpureCall } from '../../../engine/turns/in-turn.js';
import type { Torn } from '../../../recording/recording.js';

/** What the verification of a run came to, and of each of its segments as far as it went. */
export type Verdict = Finding & { readonly segments: readonly SegmentVerdict[] };

/** What holding a journal against its replay came to. */
export type Finding =
  | ({ readonly verdict: 'PASS' } & Compared)
  /** `impure`: what pipelines asked for that no recording holds, which may be why. */
  | ({
      readonly verdict: 'DIVERGED';
      readonly parting: Parting;
      readonly impure: readonly ImpureCall[];
    } & Compared)
  | ({
      readonly verdict: 'INCOMPLETE';
      readonly reason: string;
      readonly missing: Missing;
    } & Partial<Compared>)
  | { readonly verdict: 'UNVERIFIABLE'; readonly reason: string };

/** What was found of one segment, and how it came to be; null: it is the first. */
export interface SegmentVerdict {
  readonly segment: number;
  readonly verdict: Finding['verdict'];
  readonly reason: string | null;
  /** Its inputs. */
  readonly from: number;
  readonly to: number;
  readonly inputs: number;
  readonly entries: number;
  readonly decisions: number;
  readonly opened: { readonly who: string; readonly why: string; readonly changes: readonly string[] } | null;
}

/** Inputs that are missing or not as they were recorded; null: up to where nobody knows. */
export interface Missing {
  readonly from: number;
  readonly to: number | null;
}

/** What was held against what. */
export interface Compared {
  readonly inputs: number;
  readonly entries: number;
  /** Intents, approvals, refusals, commands and fills among them. */
  readonly decisions: number;
  readonly recordingHash: string;
  readonly journalHash: string;
  readonly decisionHash: string;
  /** What a flush left behind the last whole block that never ended: nobody was told of it. */
  readonly torn: Torn | null;
}

/** Where a journal and its replay part. */
export interface Parting {
  /** The input after which they differ, and the first entry that does. */
  readonly input: number;
  readonly entry: number;
  /** The line that stands there and the one that came out; null where there is none. */
  readonly written: string | null;
  readonly made: string | null;
  /** What came before, the newest at the end. */
  readonly agreed: readonly string[];
}
