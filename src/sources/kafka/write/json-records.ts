import { assert } from '../../../domain/assert.js';
import type { Stream } from '../../../tape/stream.js';
import { encodeJson } from '../codec/json/encode-json.js';
import type { RecordMaker } from './topic-record.js';

/** A record for each event, in the order of the events. */
export const jsonRecords = (
  streams: readonly Stream[],
  partitionOf: (symbol: string) => number,
): RecordMaker => {
  let number = 0;
  const places = streams.map(({ symbol }) => ({ symbol, partition: partitionOf(symbol) }));
  return {
    *take(batch) {
      for (let row = 0; row < batch.rows; row += 1) {
        const place = places[batch.stream[row] ?? -1];
        assert(place, 'a row of no stream');
        const timestamp = Math.floor(batch.at[row] ?? Number.NaN);
        const value = Buffer.from(encodeJson(batch.event(row)));
        yield { partition: place.partition, key: place.symbol, value, timestamp, number, headers: {} };
        number += 1;
      }
    },
    rest: () => [],
  };
};
