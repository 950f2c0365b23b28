import { publishTape } from '../../tape/publish-tape.js';
import { TapeSorter } from '../../tape/sort/tape-sorter.js';
import { refuseChanged } from '../file-version.js';
import { originOf } from '../ingest/origin-of.js';
import { putRow } from '../ingest/put-csv-rows.js';
import { merge } from '../merge.js';
import type { Source } from '../source.js';

/** Of what file, in what state, a tape is made, and who hears of it. */
interface Made {
  readonly path: string;
  readonly version: string;
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
  { path, version, onRows }: Made,
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
      await refuseChanged(path, version);
      return made;
    } finally {
      await sorter.close();
    }
  });
};
