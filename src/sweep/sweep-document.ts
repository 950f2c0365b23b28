import type { StatisticName, Statistics } from '../report/statistics/statistics.js';
import type { SetFailure } from './ledger.js';
import type { SetValues } from './where.js';

/** What `--json` of a sweep prints: results in the order of the grid, whoever came to an end first. */
export interface SweepDocument {
  readonly sweep: {
    readonly pipeline: string;
    /** As `--param` said them. */
    readonly params: readonly string[];
    readonly source: readonly string[];
    readonly rules: string;
    readonly seed: number;
    /** How many sets the grid has, less what `where` left out. */
    readonly sets: number;
    readonly refused: number;
    readonly failed: number;
    readonly where: string | null;
    readonly rank: StatisticName;
    readonly version: string;
    readonly tapeHash: string;
    readonly elapsedMs: number;
  };
  readonly results: readonly SweepResult[];
  /** Sets that the pipeline's own schema does not allow. */
  readonly refused: readonly { readonly params: SetValues; readonly reason: string }[];
  /** Sets whose run came to no end. */
  readonly failed: readonly ({ readonly params: SetValues } & SetFailure)[];
}

/** What came of one set of parameters. */
export interface SweepResult {
  /** Those that are swept. */
  readonly params: SetValues;
  readonly statistics: Statistics;
  readonly journalHash: string;
  /** 1 for the best. */
  readonly rank: number;
}
