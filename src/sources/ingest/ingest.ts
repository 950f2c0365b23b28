import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MillraceError } from '../../domain/millrace-error.js';
import { publishTape } from '../../tape/publish-tape.js';
import { readBatches } from '../../tape/read-batches.js';
import { mergeRows, type OrderedRows } from '../../tape/sort/merge-rows.js';
import { TapeSorter } from '../../tape/sort/tape-sorter.js';
import { openTape } from '../../tape/tape-file.js';
import type { TapeMeta } from '../../tape/tape-meta.js';
import type { LeftOut } from '../kafka/bad/left-out.js';
import { openKafka } from '../kafka/open-kafka.js';
import { openTapeSource } from '../open-tape-source.js';
import type { Source, SourceWorld } from '../source.js';
import { parseSourceUri, type SourceUri } from '../source-uri.js';
import type { BadLimit, BadTally } from './bad-tally.js';
import { ingestCsv } from './ingest-csv.js';
import { originOf } from './origin-of.js';
import { overlapGuard } from './overlap-guard.js';
import { Quarantine } from './quarantine.js';

/** What is made into a tape, and how. */
export interface IngestPlan {
  readonly uris: readonly string[];
  readonly path: string;
  readonly maxBad: BadLimit;
  readonly world: Pick<SourceWorld, 'instrument' | 'kafka'>;
  /** Hears now and then how many rows have been read. */
  readonly onRows: (rows: number) => void;
}

/** A tape that was made. */
export interface Ingested {
  readonly meta: TapeMeta;
  /** Rows that were read, good and bad. */
  readonly rowsRead: number;
  readonly bad: number;
  readonly reasons: ReadonlyMap<string, number>;
  /** Where bad rows of files were written; null where there were none. */
  readonly quarantine: string | null;
  /** What was left out of topics. */
  readonly badRecords: readonly LeftOut[];
}

/** One input, its rows in order. */
interface Input extends OrderedRows {
  readonly about: Omit<Source, 'rows'>;
  /** The tape that was made of it, if one was. */
  readonly made?: { readonly file: string; readonly said: TapeMeta };
  /** Records that are not in it. */
  readonly bad?: LeftOut | null;
}

/** Checks and orders everything that sources have and writes it as one tape; of a failure nothing is left. */
export const ingest = async (plan: IngestPlan): Promise<Ingested> => {
  const beside = `${plan.path}.quarantine.csv`;
  return await publishTape(plan.path, async (folder) => {
    const quarantine = new Quarantine(join(folder, 'quarantine.csv'), plan.maxBad);
    try {
      let rowsRead = 0;
      const inputs: Input[] = [];
      for (const [index, text] of plan.uris.entries()) {
        const inside = join(folder, String(index));
        await mkdir(inside);
        const onRows = (rows: number): void => plan.onRows(rowsRead + rows);
        const input = await inputOf(parseSourceUri(text), { folder: inside, quarantine, onRows, plan });
        rowsRead += input.rowsRead;
        inputs.push(input);
      }
      const { file, said: meta } = await tapeOf(inputs, folder);
      if (meta.rows === 0) throw new MillraceError('RANGE_EMPTY', { uri: plan.uris.join(' ') });
      const bad = await quarantine.finish(rowsRead);
      await (bad === null ? rm(beside, { force: true }) : rename(bad, beside));
      const badRecords = inputs.flatMap((input) => input.bad ?? []);
      const sums = sumOf(quarantine.tally, badRecords);
      const where = bad === null ? null : beside;
      return { file, said: { meta, rowsRead, ...sums, quarantine: where, badRecords } };
    } finally {
      await quarantine.close();
    }
  });
};

/** What was left out of files and of topics. */
const sumOf = (
  rows: BadTally,
  records: readonly LeftOut[],
): { readonly bad: number; readonly reasons: ReadonlyMap<string, number> } => {
  const reasons = new Map(rows.reasons);
  for (const [reason, count] of records.flatMap((left) => Object.entries(left.reasons))) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  return { bad: records.reduce((sum, { count }) => sum + count, rows.count), reasons };
};

interface InputParts {
  readonly folder: string;
  readonly quarantine: Quarantine;
  readonly onRows: (rows: number) => void;
  readonly plan: IngestPlan;
}

const inputOf = async (uri: SourceUri, parts: InputParts): Promise<Input & { rowsRead: number }> => {
  if (uri.scheme === 'kafka') {
    const source = await openKafka(uri, parts.plan.world);
    let rowsRead = 0;
    for await (const { rows } of source.batches()) rowsRead += rows;
    const { bad, series } = source;
    return { about: source, bad, streams: series, batches: source.batches(), rowsRead };
  }
  if (uri.scheme === 'tape') {
    const source = openTapeSource(uri, parts.plan.world);
    const rowsRead = openTape(uri.path).meta.rows;
    return { about: source, streams: source.series, batches: source.batches(), rowsRead };
  }
  const { made, about, rowsRead } = await ingestCsv(uri, { ...parts, world: parts.plan.world });
  const tape = openTape(made.file);
  const batches = readBatches(tape, { first: 0, end: tape.meta.batches.length });
  return { about, made, streams: tape.meta.streams, batches, rowsRead };
};

/** One tape of all inputs: the one that there is, or all of them merged. */
const tapeOf = async (
  inputs: readonly Input[],
  folder: string,
): Promise<{ readonly file: string; readonly said: TapeMeta }> => {
  const [only, ...others] = inputs;
  if (only?.made && others.length === 0) return only.made;
  const origin = originOf(inputs.map(({ about }) => about));
  const kinds = [...new Set(inputs.flatMap(({ streams }) => streams.map(({ kind }) => kind)))];
  const sorter = new TapeSorter({ folder, kinds, silencesZeros: false });
  const { table } = sorter;
  for (const { streams } of inputs) for (const stream of streams) table.place(stream);
  // What the inputs name their streams is looked up once, so it must not change any more.
  table.reorder();
  const guard = overlapGuard(
    inputs.map(({ about }) => about.uri),
    () => table.streams,
  );
  try {
    await mergeRows(inputs, {
      table,
      rows: sorter.rows,
      guard: others.length === 0 ? undefined : guard,
      capacity: sorter.capacity,
      settle: () => sorter.settle(),
    });
    return await sorter.finish(origin);
  } finally {
    await sorter.close();
  }
};
