import { MillraceError } from '../domain/millrace-error.js';
import { type ColumnNames, cellText } from './cells.js';
import type { Row } from './scan-rows.js';
import { shown } from './shown.js';

/** Where a file keeps what; a column that is not there is null. */
export type CsvColumns = CommonColumns & (BarColumns | QuoteColumns | TradeColumns | EventColumns);

interface CommonColumns {
  /** As in the header. */
  readonly names: ColumnNames;
  /** The date, or date and time. */
  readonly time: number;
  /** The time of day, where it has a column of its own. */
  readonly clock: number | null;
  readonly symbol: number | null;
}

/** Open, high, low, close. */
export interface BarColumns {
  readonly kind: 'bar';
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
}

/** Both sides of the market. */
export interface QuoteColumns {
  readonly kind: 'quote';
  readonly bid: number;
  readonly ask: number;
  readonly bidSize: number | null;
  readonly askSize: number | null;
}

/** What was traded. */
export interface TradeColumns {
  readonly kind: 'trade';
  readonly price: number;
  readonly size: number | null;
}

/** Everything beside time and symbol. */
export interface EventColumns {
  readonly kind: 'event';
  readonly data: readonly number[];
}

type Find = (...names: readonly string[]) => number | null;

/**
 * Finds the columns of a file by the names in its header, in any case; `bid_size` and `Bid Size` are bidSize.
 */
export const csvColumns = (
  header: Row,
  { path, hasEvents }: { path: string; hasEvents: boolean },
): CsvColumns => {
  const names = Array.from({ length: header.count }, (_, column) => cellText(header, column));
  const plain = names.map((name) => name.toLowerCase().replaceAll(/[\s_-]/g, ''));
  refuseTwins(plain, { path, names });
  const find: Find = (...wanted) => {
    const column = plain.findIndex((name) => wanted.includes(name));
    return column < 0 ? null : column;
  };
  const times = timeColumns(plain, find);
  const kind = times && (hasEvents ? eventColumns(names, times, find) : marketColumns(find));
  if (!times || !kind) {
    throw new MillraceError('COLUMNS_UNKNOWN', { path, columns: columnsText(names) });
  }
  return { names, ...times, symbol: find('symbol'), ...kind };
};

const columnsText = (names: ColumnNames): string => {
  const text = shown(names.join(','));
  return names.length === 1 && /[;\t|]/.test(names[0] ?? '')
    ? `${text} in one: commas separate columns`
    : text;
};

const refuseTwins = (
  plain: readonly string[],
  { path, names }: { path: string; names: ColumnNames },
): void => {
  const seen = new Set<string>();
  for (const [column, name] of plain.entries()) {
    if (name !== '' && seen.has(name)) {
      const reason = `the header has the column ${shown(names[column] ?? '')} twice`;
      throw new MillraceError('ROW_INVALID', { path, line: 1, reason });
    }
    seen.add(name);
  }
};

const timeColumns = (
  plain: readonly string[],
  find: Find,
): Pick<CommonColumns, 'time' | 'clock'> | undefined => {
  const date = find('date');
  const clock = find('time');
  if (date !== null && clock !== null) return { time: date, clock };
  const time = find('timestamp') ?? find('datetime') ?? clock ?? date ?? find('start');
  if (time !== null) return { time, clock: null };
  return plain[0] === '' ? { time: 0, clock: null } : undefined;
};

const marketColumns = (find: Find): BarColumns | QuoteColumns | TradeColumns | undefined => {
  const [open, high, low, close] = [find('open'), find('high'), find('low'), find('close')];
  if (open !== null && high !== null && low !== null && close !== null) {
    return { kind: 'bar', open, high, low, close, volume: find('volume') };
  }
  const [bid, ask] = [find('bid'), find('ask')];
  if (bid !== null && ask !== null) {
    return { kind: 'quote', bid, ask, bidSize: find('bidsize'), askSize: find('asksize') };
  }
  const price = find('price');
  return price === null ? undefined : { kind: 'trade', price, size: find('size', 'volume') };
};

const eventColumns = (
  names: ColumnNames,
  { time, clock }: Pick<CommonColumns, 'time' | 'clock'>,
  find: Find,
): EventColumns => {
  const taken = [time, clock, find('symbol')];
  return { kind: 'event', data: names.flatMap((_, column) => (taken.includes(column) ? [] : [column])) };
};

/** The columns that say how much was traded or shown, in one order for all who count them. */
export const sizeColumns = (columns: CsvColumns): readonly (number | null)[] => {
  if (columns.kind === 'bar') return [columns.volume];
  if (columns.kind === 'quote') return [columns.bidSize, columns.askSize];
  return columns.kind === 'trade' ? [columns.size] : [];
};
