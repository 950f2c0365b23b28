import { MillraceError } from '../../domain/millrace-error.js';
import type { Series } from '../source.js';
import { type Fail, percentDecoded, uriQuery } from '../uri-query.js';
import { declaredSeries } from './declared-series.js';
import { graceOf } from './grace-of.js';
import { isStepped } from './is-stepped.js';

/** What a `lines:` URI says. */
export interface LinesUri {
  readonly text: string;
  /** A file or fifo; `-` is standard input. */
  readonly path: string;
  /** What may come. */
  readonly series: readonly Series[];
  /** Whether each line's own time is the engine's, instead of the wall's. */
  readonly isStepped: boolean;
  /** How long bars wait after their end for what is on its way. */
  readonly graceMs: number;
}

const KEYS = ['symbols', 'kinds', 'speed', 'graceMs'] as const;
const EXAMPLE = 'lines:-?symbols=SPY,AAPL&kinds=trade,quote';

/** Whether a source is one of lines. */
export const isLinesUri = (text: string): boolean => /^lines:/i.test(text);

/**
 * Reads `lines:PATH?symbols=A,B&kinds=trade,quote,bar:1m,status,event:NAME&graceMs=250` (or `&speed=step`),
 * percent-decoded: of every symbol each kind may come.
 *
 * @param text Anything else throws SOURCE_INVALID with what is wrong.
 */
export const parseLinesUri = (text: string): LinesUri => {
  const fail: Fail = (reason) => new MillraceError('SOURCE_INVALID', { uri: text, reason });
  const [place = '', ...rest] = text.split('?');
  const path = percentDecoded(place.slice('lines:'.length), fail);
  if (path === '') throw fail(`names no file, nor - for standard input; write ${EXAMPLE}`);
  const said = uriQuery(rest.join('?'), KEYS, fail);
  const series = declaredSeries(
    { symbols: said.get('symbols') ?? '', kinds: said.get('kinds') ?? '', example: EXAMPLE },
    fail,
  );
  const stepped = isStepped(said.get('speed'), fail);
  return { text, path, series, isStepped: stepped, graceMs: graceOf(said.get('graceMs'), stepped, fail) };
};
