import { MillraceError } from '../domain/millrace-error.js';
import { csvColumns } from './csv-columns.js';
import { CsvSurvey } from './csv-survey.js';
import { readBlocks } from './read-blocks.js';
import { scanRows } from './scan-rows.js';
import type { SourceUri } from './source-uri.js';

/**
 * Reads a file once, ahead of its rows, as far as the survey has questions: often a block, at
 * times the whole.
 *
 * A file without a row throws FILE_EMPTY, one whose columns are none of ours COLUMNS_UNKNOWN.
 */
export const surveyCsv = async (uri: SourceUri): Promise<CsvSurvey> => {
  const found: CsvSurvey[] = [];
  const scanner = scanRows(uri.path, (row) => {
    const survey = found[0];
    if (survey) survey.look(row);
    else found.push(new CsvSurvey(csvColumns(row, { path: uri.path, hasEvents: uri.events !== null }), uri));
  });
  for await (const block of readBlocks(uri.path)) {
    scanner.push(block);
    if (found[0]?.isAnswered) return found[0];
  }
  scanner.end();
  const survey = found[0];
  if (survey === undefined || survey.rowCount === 0)
    throw new MillraceError('FILE_EMPTY', { path: uri.path });
  return survey;
};
