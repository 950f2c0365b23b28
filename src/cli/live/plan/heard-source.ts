import { usageError } from '../../../domain/usage-error.js';
import type { Source } from '../../../sources/source.js';

/** A source as a plan has it of which nothing is read: what it has comes while the run hears it. */
export const heardSource = ({
  uri,
  series,
  coverage,
  graceMs,
}: Pick<Source, 'uri' | 'series' | 'coverage'> & { readonly graceMs: number }): Source => ({
  uri,
  series,
  tz: 'UTC',
  coverage,
  ...(graceMs > 0 && { graceMs }),
  adjusted: null,
  notices: [],
  rows: () => {
    throw new TypeError(`${uri} is heard, not read`);
  },
});

/**
 * The one source of a run that hears it.
 *
 * @param what Of what kind it is; of several it throws USAGE_INVALID.
 */
export const onlySource = ([uri = '', ...others]: readonly string[], what: string): string => {
  if (others.length === 0) return uri;
  throw usageError(`${what} stands alone: there is no order between it and other sources`);
};
