import { readBatches } from '../../tape/read-batches.js';
import type { RowGuard } from '../../tape/sort/merge-rows.js';
import { TapeSorter } from '../../tape/sort/tape-sorter.js';
import { openTape } from '../../tape/tape-file.js';
import type { TapeMeta } from '../../tape/tape-meta.js';
import { ActionFit } from '../action-fit.js';
import { factorsOf } from '../factors-of.js';
import { planCsv } from '../open-csv.js';
import { readRange } from '../read-range.js';
import type { Source, SourceWorld } from '../source.js';
import type { SourceUri } from '../source-uri.js';
import { barGuard } from './bar-guard.js';
import { originOf } from './origin-of.js';
import { putCsvRows, putRow } from './put-csv-rows.js';
import { putQuickRows } from './put-quick-rows.js';
import type { Quarantine } from './quarantine.js';
import { type QuickPlan, quickPlan } from './quick-plan.js';

/** What the reading of one file needs. */
interface CsvIngest {
  /** Where its tape is written. */
  readonly folder: string;
  readonly quarantine: Quarantine;
  readonly onRows: (rows: number) => void;
  readonly world: Pick<SourceWorld, 'instrument'>;
}

/** A file that has become a tape. */
interface IngestedCsv {
  readonly made: { readonly file: string; readonly said: TapeMeta };
  readonly about: Omit<Source, 'rows'>;
  readonly rowsRead: number;
}

/** Makes a tape of a csv file, whatever order its rows stand in. */
export const ingestCsv = async (uri: SourceUri, parts: CsvIngest): Promise<IngestedCsv> => {
  const quick = await quickPlan(uri);
  return quick ? await ingestQuick(quick, parts) : await ingestPlanned(uri, parts);
};

const ingestQuick = async (quick: QuickPlan, parts: CsvIngest): Promise<IngestedCsv> => {
  const { uri, columns } = quick;
  const { folder, quarantine, onRows } = parts;
  const sorter = new TapeSorter({ folder, kinds: [columns.kind], silencesZeros: true });
  try {
    const rowsRead = await putQuickRows(quick, { sorter, quarantine, onRows });
    const symbols = sorter.table.streams.map(({ symbol }) => symbol);
    // Factors that nobody decided about are refused; these prices are not adjusted.
    await factorsOf(symbols, columns.kind, uri);
    const about = {
      uri: uri.text,
      series: symbols.map((symbol) => ({ symbol, kind: columns.kind })),
      tz: uri.tz,
      coverage: readRange(uri),
      adjusted: uri.adjust,
      notices: [],
    };
    return { made: await sorter.finish(originOf([about])), about, rowsRead };
  } finally {
    await sorter.close();
  }
};

const ingestPlanned = async (uri: SourceUri, parts: CsvIngest): Promise<IngestedCsv> => {
  const { folder, quarantine, onRows, world } = parts;
  const { plan, actions, about } = await planCsv(uri, world);
  const leaveOut = quarantine.add.bind(quarantine);
  const guard = (): RowGuard => barGuard(uri.path, () => sorter.table.streams, leaveOut);
  const { kind } = plan.columns;
  const sorter = new TapeSorter({
    folder,
    kinds: [kind, 'action'],
    guard: kind === 'bar' ? guard : undefined,
    // The survey has found out.
    silencesZeros: false,
  });
  for (const series of about.series) sorter.table.place(series);
  try {
    const { rowsRead, firsts, last, isCut } = await putCsvRows(plan, { sorter, quarantine, onRows });
    for (const action of actions) {
      // As `withActions` tells them beside rows that are in order.
      const first = firsts.get(action.symbol) ?? Number.POSITIVE_INFINITY;
      const isInside = action.at > first && action.at < plan.to && (isCut || action.at <= last);
      if (isInside) await putRow(sorter, action);
    }
    const made = await sorter.finish(originOf([about]));
    if (actions.length > 0) await checkActions(made.file, uri.path);
    return { made, about, rowsRead };
  } finally {
    await sorter.close();
  }
};

/** Rows come here in any order, so actions are held against prices once all of them are sorted. */
const checkActions = async (file: string, path: string): Promise<void> => {
  const fit = new ActionFit(path);
  const tape = openTape(file);
  const all = { first: 0, end: tape.places.length };
  for await (const batch of readBatches(tape, all)) fit.batch(batch, tape.meta.streams);
};
