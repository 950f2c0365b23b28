import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { csvField } from '../domain/csv-field.js';
import { isoText } from '../domain/iso-text.js';
import { dateText } from '../time/civil-date.js';

/** Rows that are made into text at a time. */
const BLOCK_ROWS = 4096;

/** Instants as text without a zone: which columns have one stands in the schema. */
const parsers = {
  timestampFromMilliseconds: (millis: bigint) => naive(Number(millis)),
  timestampFromMicroseconds: (micros: bigint) => naive(Number(micros) / 1000),
  // What is finer than a microsecond is cut off, as in every other file.
  timestampFromNanoseconds: (nanos: bigint) => naive(Number(nanos / 1000n) / 1000),
  dateFromDays: dateText,
};

const naive = (at: number): string => isoText(at).replace('Z', '');

/**
 * A parquet file as the csv text that says the same, so that one reader checks every row: a header, then its
 * rows, a group of them in memory.
 */
export async function* parquetBlocks(path: string): AsyncGenerator<Buffer, void, undefined> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const columns = columnsOf(metadata);
  yield Buffer.from(`${columns.map(({ name }) => csvField(name)).join(',')}\n`);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, parsers });
    for (let start = 0; start < rows.length; start += BLOCK_ROWS) {
      const lines = rows.slice(start, start + BLOCK_ROWS).map((row) => {
        return columns.map(({ name, zone }) => cellText(row[name], zone)).join(',');
      });
      yield Buffer.from(`${lines.join('\n')}\n`);
    }
    rowStart = rowEnd;
  }
}

interface ParquetColumn {
  readonly name: string;
  /** What is written behind an instant of it. */
  readonly zone: '' | 'Z';
}

/** The columns of plain values; what lies deeper belongs to no row of a market. */
const columnsOf = ({ schema }: FileMetaData): readonly ParquetColumn[] =>
  schema.slice(1).flatMap(({ name, type, logical_type: logical, converted_type: converted }) => {
    if (type === undefined) return [];
    const isUtc =
      logical?.type === 'TIMESTAMP'
        ? logical.isAdjustedToUTC
        : type === 'INT96' || converted?.startsWith('TIMESTAMP') === true;
    return [{ name, zone: isUtc ? 'Z' : '' }];
  });

const cellText = (value: unknown, zone: '' | 'Z'): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return csvField(`${value}${zone}`);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  return csvField(JSON.stringify(value));
};
