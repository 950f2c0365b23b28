import type { Config } from '../../../../config/schema.js';
import type { Instrument } from '../../../domain/instrument.js';
import { isoText } from '../../../domain/iso-text.js';
import type { MarketEvent } from '../../../domain/market-event.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { openCached } from '../../../sources/cache/open-cached.js';
import { merge } from '../../../sources/merge.js';
import { openSource } from '../../../sources/open-source.js';
import type { Series, Source } from '../../../sources/source.js';
import { streamKey, streamOf } from '../../../tape/stream.js';
import { kafkaWorldOf, passingCache } from '../../kafka-world-of.js';
import { MAX_BAD } from '../../run-options.js';
import { tapeCache } from '../../tape-cache.js';

/** What is told before lines are heard. */
interface LineHistory {
  /** Recorded sources, as `--history` names them. */
  readonly uris: readonly string[];
  /** What may come as lines: other rows are passed over. */
  readonly series: readonly Series[];
  /** When lines are heard and trading begins, and how far before it warm-ups reach. */
  readonly until: number;
  readonly leadMs: number;
  readonly cache: boolean;
  readonly maxBad: string | undefined;
  readonly config: Pick<Config, 'kafka'>;
  readonly instrument: (symbol: string) => Instrument;
}

/**
 * Rows of recorded sources that happened before lines are heard, as far back as warm-ups reach.
 *
 * @throws MillraceError SOURCE_INVALID where there is none: it was meant otherwise.
 */
export async function* lineHistory(
  history: LineHistory,
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  const { uris, series, until, leadMs } = history;
  const declared = new Set(series.map(streamKey));
  let isEmpty = true;
  for await (const chunk of merge(await opened(history))) {
    const rows = chunk.filter((event) => event.at < until && declared.has(streamKey(streamOf(event))));
    if (rows.length > 0) yield rows;
    isEmpty &&= rows.length === 0;
  }
  if (!isEmpty) return;
  const range = `from ${isoText(until - leadMs)} on, which is as far as warm-ups reach, to ${isoText(until)}`;
  const reason = `has nothing ${range}, of the symbols and kinds that come as lines`;
  throw new MillraceError('SOURCE_INVALID', { uri: uris.join(' and '), reason });
}

const opened = async ({
  uris,
  until,
  leadMs,
  cache,
  maxBad = MAX_BAD,
  config,
  instrument,
}: LineHistory): Promise<readonly Source[]> => {
  const tapes = tapeCache();
  const kafka = kafkaWorldOf(config, { cache: cache ? tapes : passingCache(tapes), maxBad });
  const world = { instrument, from: until - leadMs, to: until, kafka };
  const open = (uri: string): Promise<Source> =>
    cache ? openCached(uri, world, tapes) : openSource(uri, world);
  return await Promise.all(uris.map(open)).finally(tapes.done);
};
