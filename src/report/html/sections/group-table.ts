import type { GroupRow } from '../data/group-rows.js';
import { figureText } from '../figure-text.js';
import { type Cell, table } from './table.js';

/** What a group of trades came to, a row each. */
export const groupTable = (name: string, groups: readonly GroupRow[], currency: string): string =>
  table({
    caption: `By ${name}, money in ${currency}`,
    heads: [
      name === 'symbol' ? 'Symbol' : 'Pipeline',
      'Trades',
      'Won',
      'P&L',
      'Mean',
      'Best',
      'Worst',
      'Profit factor',
      'Fees',
      'Held at end',
    ],
    rows: groups.map((group) => {
      const { trades, held } = group;
      return [
        group.name,
        figureText(trades.count, 'count'),
        figureText(100 * trades.winRate, 'percent'),
        signed(group.pnl),
        figureText(trades.averagePct, 'percent'),
        figureText(trades.bestPct, 'percent'),
        figureText(trades.worstPct, 'percent'),
        figureText(trades.profitFactor, 'ratio'),
        figureText(group.commission, 'money'),
        heldText(held, name === 'symbol'),
      ];
    }),
  });

const signed = (value: number): Cell => ({
  text: figureText(value, 'money'),
  look: value < 0 ? 'loss' : 'win',
});

const heldText = (held: GroupRow['held'], isOneSymbol: boolean): string =>
  Object.entries(held)
    .map(([symbol, quantity]) => (isOneSymbol ? String(quantity) : `${quantity} ${symbol}`))
    .join(', ') || '–';
