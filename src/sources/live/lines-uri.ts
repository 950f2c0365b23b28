import { MillraceError } from '../../domain/millrace-error.js';
import type { Series } from '../source.js';
import { declaredSeries } from './declared-series.js';

/** What a `lines:` URI says. */
export interface LinesUri {
  readonly text: string;
  /** A file or fifo; `-` is standard input. */
  readonly path: string;
  /** What may come. */
  readonly series: readonly Series[];
  /** Whether each line's own time is the engine's, instead of the wall's. */
  readonly isStepped: boolean;
}

type Fail = (reason: string) => MillraceError;

const EXAMPLE = 'lines:-?symbols=SPY,AAPL&kinds=trade,quote';

/** Whether a source is one of lines. */
export const isLinesUri = (text: string): boolean => /^lines:/i.test(text);

/**
 * Reads `lines:PATH?symbols=A,B&kinds=trade,quote,bar:1m,status,event:NAME&speed=step`, percent-decoded: of
 * every symbol each kind may come.
 *
 * @param text Anything else throws SOURCE_INVALID with what is wrong.
 */
export const parseLinesUri = (text: string): LinesUri => {
  const fail: Fail = (reason) => new MillraceError('SOURCE_INVALID', { uri: text, reason });
  const [place = '', ...rest] = text.split('?');
  const path = decode(place.slice('lines:'.length), fail);
  if (path === '') throw fail(`names no file, nor - for standard input; write ${EXAMPLE}`);
  const said = queryOf(rest.join('?'), fail);
  const speed = said.get('speed');
  if (speed !== undefined && speed !== 'step') {
    throw fail(`speed is '${speed}'; lines are heard by the wall's clock, or by their own with speed=step`);
  }
  const series = declaredSeries(
    { symbols: said.get('symbols') ?? '', kinds: said.get('kinds') ?? '', example: EXAMPLE },
    fail,
  );
  return { text, path, series, isStepped: speed === 'step' };
};

const KEYS = ['symbols', 'kinds', 'speed'];

const queryOf = (query: string, fail: Fail): ReadonlyMap<string, string> => {
  const said = new Map<string, string>();
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [key = '', ...value] = pair.split('=');
    if (!KEYS.includes(key)) throw fail(`there is no key '${key}'; known are ${KEYS.join(', ')}`);
    if (said.has(key)) throw fail(`${key} is given twice`);
    said.set(key, decode(value.join('='), fail));
  }
  return said;
};

const decode = (text: string, fail: Fail): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw fail(`'${text}' is not percent-encoded UTF-8; a percent sign itself is written %25`);
  }
};
