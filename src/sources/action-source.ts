import { MillraceError } from '../domain/millrace-error.js';
import type { Source } from './source.js';

type Telling = Pick<Source, 'uri' | 'series' | 'adjusted'>;

/**
 * The source that tells the splits and dividends of a symbol; undefined where none does.
 *
 * @throws MillraceError ACTIONS_TWICE where another source tells them too, or has prices that have them in
 * already: booked twice they would make or lose money that nobody had.
 */
export const actionSource = <S extends Telling>(sources: readonly S[], symbol: string): S | undefined => {
  const first = sources.find((source) => hasActions(source, symbol));
  const second = first && sources.find((source) => source !== first && knowsActions(source, symbol));
  if (second) throw new MillraceError('ACTIONS_TWICE', { symbol, a: first.uri, b: second.uri });
  return first;
};

/** Prices that are adjusted have their splits in them: fills at them and a split booked beside pay twice. */
const knowsActions = (source: Telling, symbol: string): boolean => {
  const { adjusted, series } = source;
  const isAdjusted = adjusted === 'split' || adjusted === 'total';
  return hasActions(source, symbol) || (isAdjusted && series.some((one) => one.symbol === symbol));
};

const hasActions = ({ series }: Telling, symbol: string): boolean =>
  series.some((one) => one.kind === 'action' && one.symbol === symbol);
