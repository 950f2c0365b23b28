import type { Bar, NamedEvent, Quote, Trade } from '../domain/market-event.js';
import type { BarTimes } from './bar-times.js';
import { type ColumnNames, cellPrice, cellSize, cellText } from './cells.js';
import type { BarColumns, EventColumns, QuoteColumns, TradeColumns } from './csv-columns.js';
import { RowFault } from './row-fault.js';
import type { Row } from './scan-rows.js';

/** What stands in the same place for every row of one symbol. */
export interface RowSymbol {
  readonly symbol: string;
  readonly names: ColumnNames;
  /** Which of the size columns say anything at all; what the others say is unknown. */
  readonly sizesKnown: readonly boolean[];
}

/** When something other than a bar happened, and when it may be known. */
export interface Moment {
  readonly at: number;
  readonly happenedAt: number;
}

/** Numbers as programs print them; `007` is a name. */
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** The prices and the volume of a bar, which must fit each other. */
export const barReader =
  (columns: BarColumns, every: string) =>
  (row: Row, { symbol, names, sizesKnown }: RowSymbol, { start, at, sessionDate }: BarTimes): Bar => {
    const open = cellPrice(row, columns.open, names);
    const high = cellPrice(row, columns.high, names);
    const low = cellPrice(row, columns.low, names);
    const close = cellPrice(row, columns.close, names);
    if (!(low > 0 && low <= open && low <= close && high >= open && high >= close)) {
      throw new RowFault(barFault({ open, high, low, close }));
    }
    const volume = size(row, columns.volume, { names, isKnown: sizesKnown[0] });
    return {
      kind: 'bar',
      symbol,
      at,
      start,
      sessionDate,
      every,
      open,
      high,
      low,
      close,
      volume,
      bid: null,
      ask: null,
    };
  };

/** What is wrong with prices of a bar that do not fit each other. */
export const barFault = ({
  open,
  high,
  low,
  close,
}: {
  open: number;
  high: number;
  low: number;
  close: number;
}): string => {
  if (low === 0 || open === 0 || high === 0 || close === 0) return 'a bar has the price 0';
  if (high < low) return `high ${high} is below low ${low}`;
  const [name, price] = open < low || open > high ? ['open', open] : ['close', close];
  return `${name} ${price} lies outside low ${low} to high ${high}`;
};

/** A quote as it is, crossed or locked too: a tenth of real currency quotes are. */
export const quoteReader =
  (columns: QuoteColumns) =>
  (row: Row, { symbol, names, sizesKnown }: RowSymbol, { at, happenedAt }: Moment): Quote => {
    const bid = cellPrice(row, columns.bid, names);
    const ask = cellPrice(row, columns.ask, names);
    if (ask === 0) throw new RowFault('ask is 0, at which nobody sells');
    const bidSize = size(row, columns.bidSize, { names, isKnown: sizesKnown[0] });
    const askSize = size(row, columns.askSize, { names, isKnown: sizesKnown[1] });
    return { kind: 'quote', symbol, at, happenedAt, bid, ask, bidSize, askSize };
  };

/** A trade. */
export const tradeReader =
  (columns: TradeColumns) =>
  (row: Row, { symbol, names, sizesKnown }: RowSymbol, { at, happenedAt }: Moment): Trade => {
    const price = cellPrice(row, columns.price, names);
    if (price === 0) throw new RowFault('price is 0, at which nobody trades');
    const traded = size(row, columns.size, { names, isKnown: sizesKnown[0] });
    return { kind: 'trade', symbol, at, happenedAt, price, size: traded };
  };

/** An event whose data are its other columns by name: numbers where they are written so, null where blank. */
export const eventReader =
  (columns: EventColumns, name: string) =>
  (row: Row, { symbol, names }: RowSymbol, { at, happenedAt }: Moment): NamedEvent => {
    const data = Object.fromEntries(
      columns.data.map((column) => [names[column] ?? '', datum(cellText(row, column))]),
    );
    return { kind: 'event', name, symbol, at, happenedAt, data };
  };

const datum = (text: string): string | number | null => {
  if (text === '') return null;
  const value = PLAIN_NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : text;
};

const size = (
  row: Row,
  column: number | null,
  { names, isKnown }: { names: ColumnNames; isKnown: boolean | undefined },
): number | null => {
  if (column === null) return null;
  const value = cellSize(row, column, names);
  return isKnown ? value : null;
};
