import type { RunResult } from '../../run-result.js';
import { groupRows } from '../data/group-rows.js';
import { histogram } from '../data/histogram.js';
import type { PageData } from '../data/page-data.js';
import { buttonGroup } from './button-group.js';
import { distribution } from './distribution.js';
import { groupTable } from './group-table.js';
import { scrolling } from './scrolling.js';
import type { Section } from './section.js';
import { tradeFigures } from './trade-figures.js';

/** All trades: their figures and spread, by symbol and pipeline, and each in a list that turns pages. */
export const tradesSection = (
  { facts, open, currency }: RunResult,
  { trades: columns }: PageData,
): Section => {
  const { trades: closed } = facts;
  const groups = { closed, open };
  const isEmpty = closed.length === 0 && open.length === 0;
  const spread = distribution(
    'Returns of trades, percent',
    histogram(closed.map((trade) => trade.returnPct)),
  );
  const about = isEmpty
    ? '<p>Nothing was traded.</p>'
    : `<div class="split">${spread}${tradeFigures(closed, columns)}</div>
${groupTable('symbol', groupRows(groups, 'symbol'), currency)}
${groupTable('pipeline', groupRows(groups, 'pipeline'), currency)}`;
  return {
    id: 'trades-part',
    title: 'Trades',
    inner: `${about}\n${listOf(columns.pnl.length, closed.length)}`,
  };
};

const listOf = (listed: number, count: number): string => {
  const more = `<p class="soft">The first ${listed} of ${count}; trades.csv has all.</p>`;
  return `<div class="controls"><h3 id="list-title">Every trade</h3>
<span class="soft" id="page" role="status"></span>
${buttonGroup('Pages of trades', { first: 'First', back: 'Back', next: 'Next', last: 'Last' })}</div>
${listed < count ? more : ''}
<p class="soft">MAE and MFE: the furthest that the market went against the trade, and with it, before it was
closed, in percent of the entry price.</p>
<noscript><p>The charts and this list need the script inside this file.</p></noscript>
${scrolling('Every trade', LIST)}`;
};

const LIST = `<table class="list" aria-labelledby="list-title">
<thead id="heads"></thead><tbody id="rows"></tbody></table>`;
