import { assert } from '../domain/assert.js';
import type { CorporateAction, MarketEvent, Ohlc, Status } from '../domain/market-event.js';
import { dateText } from '../time/civil-date.js';
import type { BatchColumns } from './batch.js';
import type { Rows } from './rows.js';
import type { Stream } from './stream.js';

/** What stands in `data` of a row that is no event by name. */
type StatusData = Pick<Status, 'state' | 'detail'>;
type ActionData = Pick<CorporateAction, 'action' | 'value'>;

/** The row as the event it stands for, made anew. */
export const rowEvent = (rows: Rows, row: number, { symbol, kind, every, name }: Stream): MarketEvent => {
  const { columns } = rows;
  const at = rows.at[row] ?? Number.NaN;
  if (kind === 'bar') {
    return {
      kind,
      symbol,
      at,
      start: number(columns.start, row),
      sessionDate: dateText(columns.sessionDay?.[row] ?? Number.NaN),
      every: every ?? '',
      open: number(columns.open, row),
      high: number(columns.high, row),
      low: number(columns.low, row),
      close: number(columns.close, row),
      volume: known(columns.volume, row),
      bid: bidOf(columns, row),
      ask: askOf(columns, row),
    };
  }
  const happenedAt = columns.happenedAt?.[row] ?? at;
  if (kind === 'quote') {
    const bid = number(columns.bid, row);
    const ask = number(columns.ask, row);
    const [bidSize, askSize] = [known(columns.bidSize, row), known(columns.askSize, row)];
    return { kind, symbol, at, happenedAt, bid, ask, bidSize, askSize };
  }
  if (kind === 'trade') {
    const price = number(columns.price, row);
    return { kind, symbol, at, happenedAt, price, size: known(columns.size, row) };
  }
  const text = rows.data[row];
  assert(typeof text === 'string', `a row of kind ${kind} has no data`);
  // What stands there was written by `putEvent` from such an event.
  if (kind === 'event') {
    return { kind, name: name ?? '', symbol, at, happenedAt, data: JSON.parse(text) as unknown };
  }
  if (kind === 'status') return { kind, symbol, at, happenedAt, ...(JSON.parse(text) as StatusData) };
  return { kind, symbol, at, happenedAt, ...(JSON.parse(text) as ActionData) };
};

// Written out for each side: a name put together for every row costs as much as the rest of the event.
const bidOf = (columns: BatchColumns, row: number): Ohlc | null => {
  const open = known(columns.bidOpen, row);
  if (open === null) return null;
  const { bidHigh, bidLow, bidClose } = columns;
  return { open, high: number(bidHigh, row), low: number(bidLow, row), close: number(bidClose, row) };
};

const askOf = (columns: BatchColumns, row: number): Ohlc | null => {
  const open = known(columns.askOpen, row);
  if (open === null) return null;
  const { askHigh, askLow, askClose } = columns;
  return { open, high: number(askHigh, row), low: number(askLow, row), close: number(askClose, row) };
};

/** NaN is what nobody told us. */
const number = (column: BatchColumns['price'], row: number): number => column?.[row] ?? Number.NaN;

const known = (column: BatchColumns['price'], row: number): number | null => {
  const value = number(column, row);
  return Number.isNaN(value) ? null : value;
};
