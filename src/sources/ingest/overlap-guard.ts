import { isoText } from '../../domain/iso-text.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { RowGuard } from '../../tape/sort/merge-rows.js';
import type { Stream } from '../../tape/stream.js';

/**
 * Refuses rows of one stream and instant from two inputs, as nothing says which comes first, and bars of one
 * series from two that lie over each other.
 */
export const overlapGuard = (uris: readonly string[], streams: () => readonly Stream[]): RowGuard => {
  const last: { at: number; input: number }[] = [];
  return ({ rows, row, input, stream }) => {
    const at = rows.at[row] ?? Number.NaN;
    const before = last[stream];
    const of = streams()[stream];
    if (before === undefined) {
      last[stream] = { at, input };
      return true;
    }
    const start = of?.kind === 'bar' ? (rows.columns.start?.[row] ?? at) : at;
    if (before.input !== input && (at === before.at || start < before.at)) {
      const [a = '', b = ''] = [uris[before.input] ?? '', uris[input] ?? ''].sort();
      const series = [of?.kind, of?.every ?? of?.name, 'of', of?.symbol].filter(Boolean).join(' ');
      throw new MillraceError('SOURCE_OVERLAP', { a, b, series, at: isoText(start) });
    }
    before.at = at;
    before.input = input;
    return true;
  };
};
