import { assert } from '../domain/assert.js';
import type { Bar, MarketEvent } from '../domain/market-event.js';
import { dayOf } from '../time/civil-date.js';
import { eventData } from './event-data.js';
import type { Rows } from './rows.js';

/** Puts an event behind the rows; whoever calls has made sure that its columns are there. */
export const putEvent = (rows: Rows, event: MarketEvent, stream: number): void => {
  const row = rows.count;
  const { columns } = rows;
  rows.stream[row] = stream;
  rows.at[row] = event.at;
  if (event.kind === 'bar') putBar(rows, event);
  else if (columns.happenedAt) columns.happenedAt[row] = event.happenedAt;
  if (event.kind === 'trade') {
    put(columns.price, row, event.price);
    put(columns.size, row, event.size);
  } else if (event.kind === 'quote') {
    put(columns.bid, row, event.bid);
    put(columns.ask, row, event.ask);
    put(columns.bidSize, row, event.bidSize);
    put(columns.askSize, row, event.askSize);
  } else {
    const data = eventData(event);
    if (data !== null) rows.data[row] = data;
  }
  rows.count = row + 1;
};

const putBar = ({ columns, count: row }: Rows, bar: Bar): void => {
  put(columns.start, row, bar.start);
  if (columns.sessionDay) columns.sessionDay[row] = dayOf(bar.sessionDate);
  put(columns.open, row, bar.open);
  put(columns.high, row, bar.high);
  put(columns.low, row, bar.low);
  put(columns.close, row, bar.close);
  put(columns.volume, row, bar.volume);
  for (const name of ['bid', 'ask'] as const) {
    const side = bar[name];
    if (side === null) continue;
    put(columns[`${name}Open`], row, side.open);
    put(columns[`${name}High`], row, side.high);
    put(columns[`${name}Low`], row, side.low);
    put(columns[`${name}Close`], row, side.close);
  }
};

const put = (column: Float64Array | undefined, row: number, value: number | null): void => {
  assert(column, 'a tape was given a row that it has no column for');
  column[row] = value ?? Number.NaN;
};
