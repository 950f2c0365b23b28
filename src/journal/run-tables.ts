import { isoText } from '../domain/iso-text.js';
import type { Mark } from '../domain/mark.js';
import type { TradeRecord } from '../domain/trade-record.js';

/** `equity.csv`: the account at every mark, and how far it stands below its highest so far. */
export const equityCsv = (marks: readonly Mark[]): string => {
  let peak = Number.NEGATIVE_INFINITY;
  const rows = marks.map(({ at, equity }) => {
    peak = Math.max(peak, equity);
    return [isoText(at), equity, peak > 0 ? (equity / peak - 1) * 100 : 0];
  });
  return csv(['at', 'equity', 'drawdownPct'], rows);
};

/** `trades.csv`: every closed lot; what is unknown is empty. */
export const tradesCsv = (trades: readonly TradeRecord[]): string => {
  const names = [
    'pipeline',
    'symbol',
    'quantity',
    'entryAt',
    'exitAt',
    'entryBar',
    'exitBar',
    'entryPrice',
    'exitPrice',
    'pnl',
    'commission',
    'returnPct',
    'because',
  ] as const satisfies readonly (keyof TradeRecord)[];
  const rows = trades.map((trade) =>
    names.map((name) => (name === 'entryAt' || name === 'exitAt' ? isoText(trade[name]) : trade[name])),
  );
  return csv(names, rows);
};

type Cell = string | number | null;

const csv = (names: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [names, ...rows].map((row) => `${row.map(cellText).join(',')}\n`).join('');

/** Numbers are the shortest text that reads back as the same number, -0 as 0. */
const cellText = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
};
