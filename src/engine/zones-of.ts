import { MillraceError } from '../domain/millrace-error.js';
import type { Source } from '../sources/source.js';

/** The zone in which the days of a symbol begin where no calendar says so; undefined: days of the run. */
export type ZoneOf = (symbol: string | undefined) => string;

/**
 * The zone of each symbol: that of the source that has it, so that no order of sources decides. What belongs
 * to no symbol has the zone that all sources have, else UTC.
 *
 * A symbol that keeps no calendar and has sources of two zones throws SOURCE_INVALID: its days would begin
 * twice.
 */
export const zonesOf = (sources: readonly Source[], keepsCalendar: (symbol: string) => boolean): ZoneOf => {
  const homes = new Map<string, Source>();
  for (const source of sources) {
    for (const { symbol } of source.series) {
      if (symbol === '') continue;
      const home = homes.get(symbol) ?? source;
      if (home.tz !== source.tz && !keepsCalendar(symbol)) throw conflict(symbol, home, source);
      homes.set(symbol, home);
    }
  }
  const [zone = 'UTC', ...others] = new Set(sources.map(({ tz }) => tz));
  const shared = others.length === 0 ? zone : 'UTC';
  return (symbol) => homes.get(symbol ?? '')?.tz ?? shared;
};

const conflict = (symbol: string, home: Source, { uri, tz }: Source): MillraceError => {
  const where = `days of ${symbol} begin in ${tz} here and in ${home.tz} in ${home.uri}`;
  return new MillraceError('SOURCE_INVALID', { uri, reason: `${where}: give both one tz` });
};
