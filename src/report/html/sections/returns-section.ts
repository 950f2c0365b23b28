import { known } from '../../../statistics/numbers/known.js';
import { largest } from '../../../statistics/numbers/largest.js';
import { mean } from '../../../statistics/numbers/mean.js';
import { conditionalValueAtRisk } from '../../../statistics/risk/conditional-value-at-risk.js';
import { kurtosis } from '../../../statistics/risk/kurtosis.js';
import { skewness } from '../../../statistics/risk/skewness.js';
import { valueAtRisk } from '../../../statistics/risk/value-at-risk.js';
import { histogram } from '../data/histogram.js';
import { monthGrid } from '../data/month-grid.js';
import type { SessionReturns } from '../data/session-returns.js';
import { figureText } from '../figure-text.js';
import { distribution } from './distribution.js';
import { factsList } from './facts-list.js';
import { monthTable } from './month-table.js';
import type { Section } from './section.js';
import { yearTable } from './year-table.js';

/** What months, years and sessions returned. */
export const returnsSection = (run: SessionReturns): Section => {
  const { market } = run;
  // An account that is gone has sessions without a return.
  const returns = known(run.returns);
  if (returns.length === 0)
    return { id: 'returns-part', title: 'Returns', inner: '<p>No session, so no return.</p>' };
  const years = monthGrid(run);
  // Sessions without a position would be a tower that presses all others flat.
  const moved = returns.filter((value) => value !== 0).map((value) => 100 * value);
  const still = returns.length - moved.length;
  const title = `Returns of sessions, percent${still > 0 ? `; ${still} of exactly 0 left out` : ''}`;
  return {
    id: 'returns-part',
    title: 'Returns',
    inner: `<div class="split wide">${monthTable(years)}${yearTable(years, market)}</div>
<div class="split">${distribution(title, histogram(moved))}
${factsList(spreadOf(returns))}</div>`,
  };
};

const spreadOf = (returns: readonly number[]): readonly (readonly [string, string])[] => {
  const percent = (value: number): string => figureText(100 * value, 'percent');
  const ratio = (value: number): string => figureText(value, 'ratio');
  return [
    ['Sessions', figureText(returns.length, 'count')],
    ['Mean', percent(mean(returns))],
    ['Best', percent(largest(returns))],
    ['Worst', percent(-largest(returns.map((value) => -value)))],
    ['Above 0', percent(returns.filter((value) => value > 0).length / returns.length)],
    ['Value at risk, 5 %', percent(valueAtRisk(returns))],
    ['Mean of the worst 5 %', percent(conditionalValueAtRisk(returns))],
    ['Skewness', ratio(skewness(returns))],
    ['Kurtosis (normal: 3)', ratio(kurtosis(returns))],
  ];
};
