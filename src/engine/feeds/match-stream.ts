import { everyMs } from '../../domain/every.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { Series } from '../../sources/source.js';

/** `finest`: the finest the source has; `own-bars`: the pipeline's; else one kind by name. */
export type MatchOn = 'finest' | 'own-bars' | 'quotes' | 'trades' | 'bars';

/** What a match stream is chosen from. */
export interface MatchChoice {
  readonly series: readonly Series[];
  /** By symbol the stream of the smallest bars a pipeline listens to. */
  readonly ownBars: ReadonlyMap<string, string>;
}

/** The one stream of a symbol whose rows fill orders and count volume, chosen before the first row. */
export const matchStreamOf = (matchOn: MatchOn, symbol: string, choice: MatchChoice): string => {
  const own = choice.series.filter((series) => series.symbol === symbol);
  const quotes = own.some((series) => series.kind === 'quote') ? 'quote' : undefined;
  const trades = own.some((series) => series.kind === 'trade') ? 'trade' : undefined;
  const smallest = own
    .flatMap((series) => (series.kind === 'bar' && series.every ? [series.every] : []))
    .sort((a, b) => everyMs(a) - everyMs(b))[0];
  const bars = smallest === undefined ? choice.ownBars.get(symbol) : `bar:${smallest}`;
  const found = {
    finest: quotes ?? trades ?? bars,
    'own-bars': choice.ownBars.get(symbol) ?? bars,
    quotes,
    trades,
    bars: choice.ownBars.get(symbol) ?? bars,
  }[matchOn];
  if (found !== undefined) return found;
  const why =
    matchOn === 'own-bars'
      ? 'these rules fill on the bars that a pipeline listens to, and none listens to any'
      : `broker.matchOn is ${matchOn}, and the source has none of it`;
  throw new MillraceError('MATCH_STREAM_MISSING', { symbol, why });
};
