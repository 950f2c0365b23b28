import { publishTape } from '../../tape/publish-tape.js';
import { TapeSorter } from '../../tape/sort/tape-sorter.js';
import { originOf } from '../ingest/origin-of.js';
import { putRow } from '../ingest/put-csv-rows.js';
import { merge } from '../merge.js';
import type { Source } from '../source.js';

/** Who is asked and told while a tape is made. */
interface Making {
  /** Throws where what the rows come from is no more what the place of the tape is named by. */
  readonly refuseChanged: () => Promise<void>;
  readonly onRows: (rows: number) => void;
}

const SHOWN_ROWS = 100_000;

/**
 * Makes a tape of all rows of a file that is read as strictly as a backtest reads it.
 *
 * @param place Where it is put when it is whole.
 * @throws Whatever the reading throws; then there is no tape.
 */
export const makeTape = async (
  source: Source,
  place: string,
  { refuseChanged, onRows }: Making,
): Promise<void> => {
  await publishTape(place, async (folder) => {
    const kinds = [...new Set(source.series.map(({ kind }) => kind))];
    const sorter = new TapeSorter({ folder, kinds, silencesZeros: false });
    for (const series of source.series) sorter.table.place(series);
    try {
      let count = 0;
      for await (const events of merge([source])) {
        for (const event of events) await putRow(sorter, event);
        if (Math.floor(count / SHOWN_ROWS) !== Math.floor((count + events.length) / SHOWN_ROWS))
          onRows(count);
        count += events.length;
      }
      const made = await sorter.finish(originOf([source]));
      // The rows must be those of the bytes that the key is of.
      await refuseChanged();
      return made;
    } finally {
      await sorter.close();
    }
  });
};
