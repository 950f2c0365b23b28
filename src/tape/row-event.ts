import { assert } from '../domain/assert.js';
import type { CorporateAction, MarketEvent, Ohlc, Status } from '../domain/market-event.js';
import { dateText } from '../time/civil-date.js';
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
      start: columns.start?.[row] ?? Number.NaN,
      sessionDate: dateText(columns.sessionDay?.[row] ?? Number.NaN),
      every: every ?? '',
      open: columns.open?.[row] ?? Number.NaN,
      high: columns.high?.[row] ?? Number.NaN,
      low: columns.low?.[row] ?? Number.NaN,
      close: columns.close?.[row] ?? Number.NaN,
      volume: known(columns.volume, row),
      bid: side(rows, row, 'bid'),
      ask: side(rows, row, 'ask'),
    };
  }
  const happenedAt = columns.happenedAt?.[row] ?? at;
  if (kind === 'quote') {
    const bid = columns.bid?.[row] ?? Number.NaN;
    const ask = columns.ask?.[row] ?? Number.NaN;
    const [bidSize, askSize] = [known(columns.bidSize, row), known(columns.askSize, row)];
    return { kind, symbol, at, happenedAt, bid, ask, bidSize, askSize };
  }
  if (kind === 'trade') {
    const price = columns.price?.[row] ?? Number.NaN;
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

/** NaN is what nobody told us. */
const known = (column: Float64Array | undefined, row: number): number | null => {
  const value = column?.[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
};

const side = ({ columns }: Rows, row: number, of: 'bid' | 'ask'): Ohlc | null => {
  const open = known(columns[`${of}Open`], row);
  if (open === null) return null;
  const price = (name: 'High' | 'Low' | 'Close'): number => columns[`${of}${name}`]?.[row] ?? Number.NaN;
  return { open, high: price('High'), low: price('Low'), close: price('Close') };
};
