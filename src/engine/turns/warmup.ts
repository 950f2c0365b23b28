import type { Coverage } from '../../domain/journal.js';
import type { OwnBarCount } from '../books/own-bar-count.js';
import type { PipelineRun } from './pipeline-run.js';

/** What says whether a pipeline's word counts yet. */
export interface WarmupParts {
  readonly runs: readonly PipelineRun[];
  /** Counts the bars of each pipeline's longest feed. */
  readonly bars: OwnBarCount;
  readonly coverage: Coverage;
  /** Whether what earlier segments heard is told. */
  readonly isHistory: () => boolean;
  readonly now: () => number;
  /** Bars after the warm-up that count to it still: one where the rule set says so. */
  readonly extraBars: number;
  /** Symbols whose bars a pipeline listens to. */
  readonly barSymbols: (pipeline: string) => readonly string[];
}

/** Whether an intent of a pipeline about a symbol (null: about any) comes before trading starts. */
export const warming = (parts: WarmupParts): ((pipeline: string, symbol: string | null) => boolean) => {
  const bars = new Map(
    parts.runs.map(({ id, plan }) => [id, plan.pipeline.warmup?.(plan.params).bars ?? 0] as const),
  );
  return (pipeline, symbol) => {
    if (parts.isHistory()) return true;
    const own = parts.barSymbols(pipeline);
    const { from } = parts.coverage;
    // A bar that ends where coverage begins is the last of the warm-up, a quote there is the
    // first of trading.
    if (from !== null && (own.length > 0 ? parts.now() <= from : parts.now() < from)) return true;
    const needed = (bars.get(pipeline) ?? 0) + parts.extraBars;
    // Without a warm-up trading starts at once, with what is said while the pipeline is built.
    if (needed === 0) return false;
    const isEarly = (other: string): boolean => parts.bars.count(pipeline, other) <= needed;
    return symbol === null ? own.length > 0 && own.every(isEarly) : own.includes(symbol) && isEarly(symbol);
  };
};
