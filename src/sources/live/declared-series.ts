import { parseEvery } from '../../domain/every.js';
import type { Series } from '../source.js';
import type { Fail } from '../uri-query.js';

/** What a URI says of what may come. */
interface Declared {
  /** Lists with commas; empty where nothing is said. */
  readonly symbols: string;
  readonly kinds: string;
  /** A URI that says it well. */
  readonly example: string;
}

/**
 * The streams that a live source declares before they come: of every symbol each kind,
 * `trade,quote,bar:1m,status,event:NAME`.
 *
 * @param fail Makes the error of what cannot be read.
 */
export const declaredSeries = (said: Declared, fail: Fail): readonly Series[] => {
  const symbols = listOf(said.symbols);
  const kinds = listOf(said.kinds);
  const { example } = said;
  if (kinds.length === 0)
    throw fail(`says no kinds: streams are declared before they come; write ${example}`);
  return kinds.flatMap((kind) =>
    seriesOf(kind, symbols, (reason) => fail(reason.replace('EXAMPLE', example))),
  );
};

const listOf = (text: string): readonly string[] => [
  ...new Set(text.split(',').filter((part) => part !== '')),
];

const seriesOf = (text: string, symbols: readonly string[], fail: Fail): readonly Series[] => {
  const [kind = '', ...rest] = text.split(':');
  const more = rest.join(':');
  // The whole feed can have a gap, and news need not be of a symbol.
  if (kind === 'event' && more !== '')
    return ['', ...symbols].map((symbol) => ({ symbol, kind, name: more }));
  if (kind === 'status' && more === '') return ['', ...symbols].map((symbol) => ({ symbol, kind }));
  if (symbols.length === 0) throw fail(`says no symbols, of which ${text} come; write EXAMPLE`);
  if ((kind === 'trade' || kind === 'quote') && more === '')
    return symbols.map((symbol) => ({ symbol, kind }));
  if (kind === 'bar' && parseEvery(more)) return symbols.map((symbol) => ({ symbol, kind, every: more }));
  throw fail(`kinds has '${text}'; known are trade, quote, bar:1m, status and event:NAME`);
};
