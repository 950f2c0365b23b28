import type { Marks } from '../../domain/marks.js';
import { tradesOf } from '../../portfolio/trades-of.js';
import type { ComparedResult } from '../../report/compare/compared-run.js';
import { runFold } from '../../report/run-fold.js';
import { STATISTIC_LABELS } from '../../report/statistic-labels.js';
import type { Statistics } from '../../report/statistics/statistics.js';
import { tradeRow } from '../../report/trade-row.js';
import { liveRules, NOBODY } from './live-rules.js';
import { type Recorded, type RecordedFacts, recordedFacts } from './recorded-facts.js';

/**
 * The result of a recorded run, as a backtest's is.
 *
 * @param marks What it was worth as it went; null where nobody knows: no statistic is known then.
 */
export const recordedResult = async (recorded: Recorded, marks: Marks | null): Promise<ComparedResult> => {
  const facts = await recordedFacts(recorded);
  return {
    run: facts.run,
    config: facts.config,
    statistics: marks === null ? UNKNOWN : statisticsOf(recorded, { facts, marks }),
    trades: tradesOf(recorded.entries).closed.map(tradeRow),
  };
};

const statisticsOf = (
  { entries }: Recorded,
  { facts: { content, riskFreeRate }, marks }: { facts: RecordedFacts; marks: Marks },
): Statistics => {
  const fold = runFold();
  for (const entry of entries) fold.add(entry);
  const { benchmark } = content.config.report;
  const formulas = liveRules(content, NOBODY).statistics;
  return fold.folded(marks, { formulas, riskFreeRate, benchmark }).statistics;
};

// The labels name every statistic once.
const UNKNOWN = Object.fromEntries(Object.keys(STATISTIC_LABELS).map((name) => [name, null])) as Record<
  keyof Statistics,
  null
>;
