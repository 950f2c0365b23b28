import { rename, writeFile } from 'node:fs/promises';
import { ERRORS, EXIT } from '../../domain/error-codes.js';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { sweepCsv } from '../../sweep/sweep-csv.js';
import type { SweepDocument } from '../../sweep/sweep-document.js';
import { sweepTable } from '../../sweep/sweep-table.js';
import { print } from '../print.js';
import type { SweepOptions } from './sweep-options.js';

/** Prints a sweep, writes its csv, and says which sets failed; the exit code is that of the first of them. */
export const reportSweep = async (
  document: SweepDocument,
  names: readonly string[],
  { csv, json, top }: SweepOptions,
): Promise<void> => {
  const { failed, results } = document;
  if (csv !== undefined) await writeWhole(csv, sweepCsv(names, results));
  // Where nothing came to an end there is nothing to print; why is said below.
  if (results.length > 0) {
    await print(json ? `${JSON.stringify(document, null, 2)}\n` : sweepTable(document, names, top));
  }
  const [first] = failed;
  if (!first) return;
  const params = Object.entries(first.params).map(([name, value]) => `${name}=${value}`);
  const what = first.code === null ? first.message : `${first.code}: ${first.message}`;
  process.stderr.write(`millrace: ${failed.length} sets failed, the first ${params.join(' ')}: ${what}\n`);
  process.exitCode = first.code === null ? EXIT.bug : ERRORS[first.code].exit;
};

/** A reader of the file sees the old one or the whole new one. */
const writeWhole = async (path: string, text: string): Promise<void> => {
  try {
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  } catch (cause) {
    throw new MillraceError('OUTPUT_UNWRITABLE', { path, reason: messageOf(cause) }, { cause });
  }
};
