import { RULE_SETS } from '../../brokers/simulated/rule-sets.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { actionSource } from '../../sources/action-source.js';
import type { RunPlan } from '../run-plan.js';

/**
 * Splits and dividends need rules that book them and come from one source, and no prices beside it may have
 * them in already: booked twice or not at all, they would make or lose money that nobody had.
 */
export const checkActions = (
  { sources, rules, benchmark }: Pick<RunPlan, 'sources' | 'rules' | 'benchmark'>,
  symbols: readonly string[],
): void => {
  const known = Object.values(RULE_SETS).flatMap(({ name, booksActions }) => (booksActions ? [name] : []));
  for (const symbol of symbols) {
    const telling = actionSource(sources, symbol);
    if (!telling || rules.booksActions) continue;
    throw new MillraceError('ACTIONS_UNSUPPORTED', {
      rules: rules.name,
      uri: telling.uri,
      symbol,
      known: known.join(', '),
    });
  }
  if (benchmark === null || symbols.includes(benchmark)) return;
  // The journal tells the actions of what is traded alone, so nothing could mend the prices of another.
  if (!actionSource(sources, benchmark)) return;
  const reason = `prices of ${benchmark} are raw and no pipeline listens to it: say adjust=total for it`;
  throw new MillraceError('CONFIG_INVALID', { place: 'report.benchmark', reason });
};
