import type { MarketEvent } from '../../src/domain/market-event.js';
import type { Batch } from '../../src/tape/batch.js';
import { columnsOf } from '../../src/tape/columns.js';
import { rowEvent } from '../../src/tape/row-event.js';
import { BATCH_ROWS, emptyRows } from '../../src/tape/rows.js';
import type { Stream } from '../../src/tape/stream.js';
import type { Wish } from '../outcome.js';
import { symbolsOf, tickMaker } from './ticks.js';

/** Trades made block by block, for more of them than a disk should hold. */
export function* generated(wish: Wish): Generator<Batch, void, undefined> {
  const put = tickMaker(wish);
  const streams = symbolsOf(wish.symbols).map((symbol): Stream => ({ symbol, kind: 'trade' }));
  const rows = emptyRows(columnsOf({ kinds: ['trade'], told: ['size'] }), BATCH_ROWS);
  for (let made = 0; made < wish.rows; made += rows.count) {
    rows.count = 0;
    while (rows.count < Math.min(BATCH_ROWS, wish.rows - made)) put(rows);
    yield {
      rows: rows.count,
      stream: rows.stream,
      at: rows.at,
      columns: rows.columns,
      event: (row): MarketEvent => {
        const stream = streams[rows.stream[row] ?? -1];
        if (!stream) throw new RangeError(`no row ${row}`);
        return rowEvent(rows, row, stream);
      },
    };
  }
}
