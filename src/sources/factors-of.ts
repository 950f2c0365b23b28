import { MillraceError } from '../domain/millrace-error.js';
import { type Factor, type FactorRow, factorOn, findFactors, readFactors } from './factors.js';
import type { SourceUri } from './source-uri.js';

/**
 * What a source does about splits and dividends: by symbol the rows of its factor file; none under `none`.
 */
export type FactorTables = ReadonlyMap<string, readonly FactorRow[]>;

/**
 * The factor files of a source, by symbol; none where it takes no notice of them.
 *
 * Factors beside a file (or named) and no word on whether to use them throw FACTORS_UNDECIDED: a price is
 * then either wrong by a split or not what was paid, and only the user knows which of the two is meant.
 */
export const factorsOf = async (
  symbols: readonly string[],
  kind: 'bar' | 'quote' | 'trade' | 'event',
  uri: SourceUri,
): Promise<FactorTables> => {
  const factors = new Map<string, readonly FactorRow[]>();
  if (kind === 'event' || uri.adjust === 'none') return factors;
  if (uri.factors !== null && symbols.length > 1) {
    const reason = `factors names one file, and there are ${symbols.length} symbols`;
    throw new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
  }
  for (const symbol of symbols) {
    const found = uri.factors ?? (await findFactors(uri.path, symbol));
    if (uri.adjust === null) {
      if (found !== undefined)
        throw new MillraceError('FACTORS_UNDECIDED', { path: uri.path, factors: found });
    } else {
      factors.set(symbol, await readFactors(found ?? missing(symbol, uri)));
    }
  }
  return factors;
};

/** What prices of a date are adjusted by; undefined where they stay raw. */
export const adjustedBy = (
  rows: readonly FactorRow[] | undefined,
  adjust: SourceUri['adjust'],
): ((date: string) => Factor) | undefined => {
  if (rows === undefined || adjust === 'events') return undefined;
  if (adjust === 'total') return (date) => factorOn(date, rows);
  return (date) => ({ price: 1, split: factorOn(date, rows).split });
};

const missing = (symbol: string, uri: SourceUri): never => {
  const wanted = `${symbol}-factors.csv beside ${uri.path}, or ?factors=PATH`;
  const reason = `adjust=${uri.adjust ?? ''} needs ${wanted}`;
  throw new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
};
