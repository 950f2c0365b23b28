import type { Config } from '../../config/schema.js';
import type { Instrument } from '../domain/instrument.js';
import { isoText } from '../domain/iso-text.js';
import type { Coverage } from '../domain/journal.js';
import { MillraceError } from '../domain/millrace-error.js';
import { usageError } from '../domain/usage-error.js';
import { openCached } from '../sources/cache/open-cached.js';
import { openSource } from '../sources/open-source.js';
import { readInstant } from '../sources/read-instant.js';
import type { Source } from '../sources/source.js';
import { type StatedRange, statedRange } from '../sources/stated-range.js';
import { kafkaWorldOf, passingCache } from './kafka-world-of.js';
import { optionInstant } from './option-instant.js';
import { MAX_BAD } from './run-options.js';
import { tapeCache } from './tape-cache.js';

/** What the command line says of sources and their range. */
interface SourceOptions {
  readonly source: readonly string[];
  readonly from?: string;
  readonly to?: string;
  /** Whether large files are read by tapes of them; commander's `--no-cache` makes it false. */
  readonly cache?: boolean;
  /** How many records of topics may be left out. */
  readonly maxBad?: string;
}

interface SourceNeeds {
  readonly config: Pick<Config, 'kafka'>;
  readonly instrument: (symbol: string) => Instrument;
  readonly leadMs: number;
}

/** Opens every source over the same range, and as far before it as a warm-up may reach. */
export const openSources = async (
  options: SourceOptions,
  { config, instrument, leadMs }: SourceNeeds,
): Promise<{ sources: readonly Source[]; coverage: Coverage }> => {
  const coverage = coverageOf(options, await Promise.all(options.source.map(statedRange)));
  const range = {
    ...(coverage.from === null ? {} : { from: coverage.from - leadMs }),
    ...(coverage.to === null ? {} : { to: coverage.to }),
  };
  const cache = tapeCache();
  const kafka = kafkaWorldOf(config, {
    cache: options.cache === true ? cache : passingCache(cache),
    maxBad: options.maxBad ?? MAX_BAD,
  });
  const world = { instrument, ...range, kafka };
  if (options.cache !== true) {
    return { sources: await Promise.all(options.source.map((uri) => openSource(uri, world))), coverage };
  }
  const opened = options.source.map((uri) => openCached(uri, world, cache));
  return { sources: await Promise.all(opened).finally(cache.done), coverage };
};

/** The range the options state, or the sources do; said twice and differently it is an error. */
const coverageOf = (options: SourceOptions, ranges: readonly StatedRange[]): Coverage => {
  const agreed = (name: 'from' | 'to', text: string | undefined): number | null => {
    const said = [...new Set(ranges.flatMap(({ coverage }) => coverage[name] ?? []))];
    const option = text === undefined ? undefined : instantOf(`--${name} ${text}`, text, ranges);
    const [a, b] = option === undefined ? said : [...said.filter((other) => other !== option), option];
    if (a !== undefined && b !== undefined) {
      throw new MillraceError('RANGE_CONFLICT', { name, a: isoText(a), b: isoText(b) });
    }
    return option ?? a ?? recorded(name, ranges);
  };
  const coverage = { from: agreed('from', options.from), to: agreed('to', options.to) };
  if (coverage.from === null || coverage.to === null || coverage.from < coverage.to) return coverage;
  const message = `from ${isoText(coverage.from)} does not lie before to ${isoText(coverage.to)}`;
  throw usageError(message);
};

/** What was said when tapes were made, where all say the same. */
const recorded = (name: 'from' | 'to', ranges: readonly StatedRange[]): number | null => {
  const [one = null, ...others] = new Set(ranges.map((range) => range.recorded[name]));
  return others.length === 0 ? one : null;
};

/** What an option says, naive ones in the zone of the sources: no order of theirs may choose one. */
const instantOf = (option: string, text: string, ranges: readonly StatedRange[]): number => {
  const [tz = 'UTC', ...others] = new Set(ranges.map((range) => range.tz));
  const instant = optionInstant(option, text, tz);
  const other = others.find((zone) => readInstant(text, zone) !== instant);
  if (other === undefined) return instant;
  const zones = `one instant in ${tz} and another in ${other}`;
  const message = `${option} is ${zones}: write it with its zone, such as 2014-05-05T09:30:00Z`;
  throw usageError(message);
};
