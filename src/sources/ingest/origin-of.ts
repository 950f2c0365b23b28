import { MillraceError } from '../../domain/millrace-error.js';
import type { TapeOrigin } from '../../tape/tape-meta.js';
import type { Source } from '../source.js';

/**
 * What a tape of some sources says of where its rows came from.
 *
 * A tape has one zone and one way of adjusting prices: sources that differ throw SOURCE_INVALID.
 */
export const originOf = (sources: readonly Omit<Source, 'rows'>[]): TapeOrigin => {
  const [first, ...others] = sources;
  for (const other of others) {
    for (const key of ['tz', 'adjusted'] as const) {
      if (first === undefined || other[key] === first[key]) continue;
      const name = key === 'tz' ? 'tz' : 'adjust';
      const [here, there] = [other[key] ?? 'not said', first[key] ?? 'not said'];
      const said = `${name} is ${here} here and ${there} in ${first.uri}`;
      throw new MillraceError('SOURCE_INVALID', { uri: other.uri, reason: `${said}: make two tapes` });
    }
  }
  const agreed = (end: 'from' | 'to'): number | null => {
    const [one = null, ...differing] = new Set(sources.map(({ coverage }) => coverage[end]));
    return differing.length === 0 ? one : null;
  };
  return {
    sources: sources.map(({ uri }) => uri),
    tz: first?.tz ?? 'UTC',
    coverage: { from: agreed('from'), to: agreed('to') },
    adjusted: first?.adjusted ?? null,
    notices: [...new Set(sources.flatMap(({ notices }) => notices))],
  };
};
