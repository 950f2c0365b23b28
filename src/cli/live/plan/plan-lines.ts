import { constants, createReadStream, openSync, type Stats, statSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Config } from '../../../../config/schema.js';
import type { Instrument } from '../../../domain/instrument.js';
import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { usageError } from '../../../domain/usage-error.js';
import { linesFeed } from '../../../sources/live/lines-feed.js';
import { isLinesUri, type LinesUri, parseLinesUri } from '../../../sources/live/lines-uri.js';
import type { LiveFeed, Place } from '../../../sources/live/live-feed.js';
import { withHistory } from '../../../sources/live/with-history.js';
import type { Wall } from '../../../time/wall.js';
import { wallClock } from '../../../time/wall-clock.js';
import { optionInstant } from '../../option-instant.js';
import { heardSource, onlySource } from './heard-source.js';
import { lineHistory } from './line-history.js';
import type { FeedOptions, PlannedFeed } from './planned-feed.js';
import { recordedSources } from './recorded-sources.js';

interface LinesNeeds {
  readonly config: Config;
  readonly instrument: (symbol: string) => Instrument;
  readonly leadMs: number;
}

/** Lines from standard input, a file or a fifo: their streams are declared, nothing is read before time. */
export const planLines = async (options: FeedOptions, needs: LinesNeeds): Promise<PlannedFeed> => {
  const { source, from, to } = options;
  const { config, instrument } = needs;
  const text = onlySource(source, 'what comes as lines');
  if (to !== undefined) throw usageError('--to is of recorded sources: lines end with their input');
  const uri = parseLinesUri(text);
  if (from !== undefined && !uri.isStepped) {
    const why = 'by the clock of the wall a line is known when it comes, and none of them is history';
    const next = 'what warms up before them is named by --history, such as --history tape:day.tape';
    throw usageError(`--from is of recorded sources and of lines with speed=step: ${why}; ${next}`);
  }
  const repeats = uri.path !== '-' && statsOf(uri.path).isFile();
  if (repeats && config.live.whenFull !== 'block') {
    const why = 'and a file is gone on with by the lines that were heard: say block';
    const reason = `it is ${config.live.whenFull}, ${why}`;
    throw new MillraceError('CONFIG_INVALID', { place: 'live.whenFull', reason });
  }
  const uris = options.history ?? [];
  const until = uris.length === 0 ? null : await historyEnd({ uri, repeats, options, needs });
  const coverage = {
    from: until ?? (from === undefined ? null : optionInstant(`--from ${from}`, from, 'UTC')),
    to: null,
  };
  const open = (wall: Wall, after: Place | null): LiveFeed =>
    linesFeed({ uri, instrument, input: inputOf(uri.path, repeats), wall, after, repeats });
  return {
    sources: [heardSource({ uri: text, series: uri.series, coverage, graceMs: uri.graceMs })],
    coverage,
    open: (wall, after, toldAt) => {
      // Of a history that was over once, what has come to it since is no history of this run.
      if (until === null || (toldAt !== null && toldAt >= until)) return open(wall, after);
      const { series } = uri;
      const { cache = false, maxBad } = options;
      const history = lineHistory({ ...needs, uris, series, until, cache, maxBad });
      // What is heard behind it is stamped by the wall, and a pipe says nothing twice.
      return withHistory({ uris: [text], series, history, after, open: () => open(wall, null) });
    },
  };
};

interface Historic {
  readonly uri: LinesUri;
  readonly repeats: boolean;
  readonly options: FeedOptions;
  readonly needs: LinesNeeds;
}

/** When history is over: now, or when the run began that is taken up again. */
const historyEnd = async ({ uri, repeats, options, needs }: Historic): Promise<number> => {
  if (uri.isStepped || repeats) {
    const why = `${uri.isStepped ? 'these' : 'those of a file'} have their own times`;
    throw usageError(`--history is of lines that come now, and ${why}: say speed=step and --from`);
  }
  if (needs.leadMs === 0) {
    throw usageError('--history warms up, and no pipeline declares a warm-up: leave it out');
  }
  const recorded = await recordedSources(options.folder);
  if (recorded === null) return Math.floor(wallClock.wall().now());
  const from = recorded.find((source) => isLinesUri(source.uri))?.coverage.from ?? null;
  if (from !== null) return from;
  throw usageError(`--history is of a new run, and ${options.folder ?? ''} began without it: leave it out`);
};

const inputOf = (path: string, isFile: boolean): Readable => {
  if (path === '-') return process.stdin;
  if (isFile) return createReadStream(path);
  // To open a fifo for reading waits for whoever writes it, and nobody could end the run meanwhile.
  return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writable: false });
};

const statsOf = (path: string): Stats => {
  try {
    return statSync(path);
  } catch (error) {
    throw new MillraceError('FILE_MISSING', { path, reason: messageOf(error) }, { cause: error });
  }
};
