import { csvField } from '../domain/csv-field.js';
import { isoText } from '../domain/iso-text.js';
import type { Marks } from '../domain/marks.js';
import type { TradeRecord } from '../domain/trade-record.js';

/** Few writes, and small enough that a million rows are never one text. */
const BLOCK_ROWS = 4_096;

/**
 * `equity.csv`: the account at every mark, and how far it stands below its highest so far; text block by
 * block.
 */
export function* equityCsv({ length, at, equity }: Marks): Generator<string> {
  let peak = Number.NEGATIVE_INFINITY;
  let block = 'at,equity,drawdownPct\n';
  for (let row = 0; row < length; row += 1) {
    const value = equity[row] ?? Number.NaN;
    peak = Math.max(peak, value);
    block += `${isoText(at[row] ?? Number.NaN)},${value},${peak > 0 ? (value / peak - 1) * 100 : 0}\n`;
    if (row % BLOCK_ROWS !== BLOCK_ROWS - 1) continue;
    yield block;
    block = '';
  }
  yield block;
}

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
  return typeof cell === 'number' ? String(cell) : csvField(cell);
};
