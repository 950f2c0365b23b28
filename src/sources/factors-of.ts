import { MillraceError } from '../domain/millrace-error.js';
import { type Factor, findFactors, readFactors } from './factors.js';
import type { SourceUri } from './source-uri.js';

type FactorOn = (date: string) => Factor;

/**
 * The factors by which a source's prices are adjusted, by symbol; none where they are not.
 *
 * Factors beside a file (or named) and no word on whether to use them throw FACTORS_UNDECIDED: a price is
 * then either wrong by a split or not what was paid, and only the user knows which of the two is meant.
 */
export const factorsOf = async (
  symbols: readonly string[],
  kind: 'bar' | 'quote' | 'trade' | 'event',
  uri: SourceUri,
): Promise<ReadonlyMap<string, FactorOn>> => {
  const factors = new Map<string, FactorOn>();
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
      factors.set(symbol, adjustedBy(await readFactors(found ?? missing(symbol, uri)), uri.adjust));
    }
  }
  return factors;
};

const adjustedBy = (factorOn: FactorOn, adjust: 'split' | 'total'): FactorOn =>
  adjust === 'total' ? factorOn : (date) => ({ price: 1, split: factorOn(date).split });

const missing = (symbol: string, uri: SourceUri): never => {
  const wanted = `${symbol}-factors.csv beside ${uri.path}, or ?factors=PATH`;
  const reason = `adjust=${uri.adjust ?? ''} needs ${wanted}`;
  throw new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
};
