import { assert } from '../../../domain/assert.js';
import { isoText } from '../../../domain/iso-text.js';
import type { Column } from '../../../tape/columns.js';
import { clearRows, emptyRows, type Rows } from '../../../tape/rows.js';
import { type CopyRow, rowCopier } from '../../../tape/sort/copy-row.js';
import type { Stream } from '../../../tape/stream.js';
import { encodeArrow } from '../codec/arrow/encode-arrow.js';
import { HEADERS } from '../codec/header-names.js';
import type { RecordMaker, TopicRecord } from './topic-record.js';

/** What has gathered of one symbol. */
interface Gathering {
  readonly symbol: string;
  readonly partition: number;
  readonly streams: Stream[];
  readonly rows: Rows;
  /** The number of its newest row among all. */
  newest: number;
}

/** Of what records of many rows are made. */
interface ArrowPlan {
  readonly streams: readonly Stream[];
  readonly columns: readonly Column[];
  readonly partitionOf: (symbol: string) => number;
  /** Rows of a record. */
  readonly capacity: number;
}

/**
 * Records of many rows of one symbol. They leave in the order of their last rows, so that the times of the
 * records of a partition never fall; from when on the rows behind a record are is said in its header, because
 * a symbol that says little gathers for long.
 */
export const arrowRecords = ({ streams, columns, partitionOf, capacity }: ArrowPlan): RecordMaker => {
  const gatherings = new Map<string, Gathering>();
  const places = new Uint16Array(streams.length);
  const ofStream = streams.map((stream, index) => {
    const known = gatherings.get(stream.symbol);
    const gathering = known ?? newGathering(stream.symbol, { columns, capacity, partitionOf });
    gatherings.set(stream.symbol, gathering);
    places[index] = gathering.streams.push(stream) - 1;
    return gathering;
  });
  const all = [...gatherings.values()];
  let number = 0;
  let count = 0;
  const flushed = (gathering: Gathering, now: number): TopicRecord => {
    const { rows, partition, symbol } = gathering;
    const timestamp = Math.floor(rows.at[rows.count - 1] ?? Number.NaN);
    const value = encodeArrow(rows, gathering.streams);
    clearRows(rows);
    const others = all.filter((other) => other.partition === partition && other.rows.count > 0);
    const watermark = others.reduce((least, other) => Math.min(least, other.rows.at[0] ?? least), now);
    number += 1;
    const headers = { [HEADERS.watermark]: isoText(watermark) };
    return { partition, key: symbol, value, timestamp, number: number - 1, headers };
  };
  return {
    *take(batch) {
      const copies = new Map<Gathering, CopyRow>();
      for (const gathering of all) {
        copies.set(gathering, rowCopier(batch, gathering.rows, { places, streams }));
      }
      for (let row = 0; row < batch.rows; row += 1) {
        const gathering = ofStream[batch.stream[row] ?? -1];
        const copy = gathering && copies.get(gathering);
        assert(gathering && copy, 'a row of no stream');
        copy(row);
        gathering.newest = count;
        count += 1;
        if (gathering.rows.count >= capacity) yield flushed(gathering, batch.at[row] ?? Number.NaN);
      }
    },
    *rest() {
      const left = all.filter(({ rows }) => rows.count > 0).sort((a, b) => a.newest - b.newest);
      const end = Math.max(...left.map(({ rows }) => rows.at[rows.count - 1] ?? Number.NaN));
      for (const gathering of left) yield flushed(gathering, end);
    },
  };
};

const newGathering = (
  symbol: string,
  { columns, capacity, partitionOf }: Omit<ArrowPlan, 'streams'>,
): Gathering => ({
  symbol,
  partition: partitionOf(symbol),
  streams: [],
  rows: emptyRows(columns, capacity),
  newest: 0,
});
