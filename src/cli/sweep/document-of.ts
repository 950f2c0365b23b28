import type { SetFailure, SetOutcome } from '../../sweep/ledger.js';
import { rankedBy, ranks } from '../../sweep/rank.js';
import type { SweepDocument, SweepResult } from '../../sweep/sweep-document.js';
import { wantedPipeline } from '../pipeline-planner.js';
import { version } from '../version.js';
import type { AskedSet, AskedSets } from './sets-in.js';
import type { SortedSets } from './sort-sets.js';
import type { SweepOptions } from './sweep-options.js';

/** What a sweep came to. */
export interface Swept {
  readonly sorted: SortedSets;
  /** By place in the grid. */
  readonly outcomes: ReadonlyMap<number, SetOutcome>;
  readonly run: Pick<SweepDocument['sweep'], 'pipeline' | 'rules' | 'tapeHash' | 'elapsedMs'>;
}

/** The document of a sweep: everything in the order of the grid, whoever came to an end first. */
export const documentOf = (
  { sets }: AskedSets,
  { param, source, seed, where, rank }: SweepOptions,
  { sorted, outcomes, run }: Swept,
): SweepDocument => {
  const by = rankedBy(rank);
  const results = resultsOf(sets, outcomes, by);
  const refused = chosen(sets, (set) => {
    const reason = sorted.refused.get(set);
    return reason === undefined ? null : { reason };
  });
  const failed = chosen(sets, (set): SetFailure | null => {
    const outcome = outcomes.get(set);
    return outcome && 'failed' in outcome ? outcome.failed : (sorted.failed.get(set) ?? null);
  });
  return {
    sweep: {
      pipeline: wantedPipeline(run.pipeline).id,
      params: param,
      source,
      rules: run.rules,
      seed,
      sets: sets.length,
      refused: refused.length,
      failed: failed.length,
      where: where ?? null,
      rank: by,
      version: version(),
      tapeHash: run.tapeHash,
      elapsedMs: run.elapsedMs,
    },
    results,
    refused,
    failed,
  };
};

const resultsOf = (
  sets: readonly AskedSet[],
  outcomes: Swept['outcomes'],
  by: ReturnType<typeof rankedBy>,
): readonly SweepResult[] => {
  const finished = chosen(sets, (set) => {
    const outcome = outcomes.get(set);
    if (!outcome || !('statistics' in outcome)) return null;
    return { statistics: outcome.statistics, journalHash: outcome.journalHash };
  });
  const places = ranks(
    finished.map(({ statistics }) => statistics),
    by,
  );
  return finished.map((result, index) => ({ ...result, rank: places[index] ?? 0 }));
};

/** The sets of which there is something to say, each with its parameters. */
const chosen = <T extends object>(
  sets: readonly AskedSet[],
  said: (set: number) => T | null,
): readonly (Pick<AskedSet, 'params'> & T)[] =>
  sets.flatMap(({ params }, set) => {
    const found = said(set);
    return found === null ? [] : [{ params, ...found }];
  });
