import { readFile } from 'node:fs/promises';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { RateFrom } from '../report/mean-rate.js';

/** Reads a csv of `date,percent` rows under a header line: yearly rates in percent, each from its day on. */
export const readRates = async (path: string): Promise<readonly RateFrom[]> => {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new MillraceError('FILE_MISSING', { path, reason: messageOf(cause) }, { cause });
  });
  const rows = text.split(/\r?\n/).map((row, index) => ({ row: row.trim(), line: index + 1 }));
  const rates = rows.slice(1).flatMap(({ row, line }) => (row === '' ? [] : [rateOf(row, path, line)]));
  if (rates.length === 0) throw new MillraceError('FILE_EMPTY', { path });
  for (const [index, { date }] of rates.entries()) {
    if (index === 0 || (rates[index - 1]?.date ?? '') < date) continue;
    throw new MillraceError('ROW_ORDER', {
      path,
      line: index + 2,
      reason: `${date} does not come after the row above`,
    });
  }
  return rates;
};

const rateOf = (row: string, path: string, line: number): RateFrom => {
  const match = /^(\d{4}-\d{2}-\d{2}),\s*(-?\d+(?:\.\d+)?)$/.exec(row);
  if (match?.[1] !== undefined) return { date: match[1], rate: Number(match[2]) / 100 };
  throw new MillraceError('ROW_INVALID', { path, line, reason: `'${row}' is not a date and a percentage` });
};
