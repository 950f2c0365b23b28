import { constants, createReadStream, openSync, type Stats, statSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Config } from '../../../config/schema.js';
import type { Instrument } from '../../domain/instrument.js';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { usageError } from '../../domain/usage-error.js';
import { linesFeed } from '../../sources/live/lines-feed.js';
import { parseLinesUri } from '../../sources/live/lines-uri.js';
import { optionInstant } from '../option-instant.js';
import { heardSource, onlySource } from './heard-source.js';
import type { PlannedFeed } from './planned-feed.js';

/** What the command line says of a run that is told lines. */
interface LinesOptions {
  readonly source: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** Lines from standard input, a file or a fifo: their streams are declared, nothing is read before time. */
export const planLines = (
  { source, from, to }: LinesOptions,
  { config, instrument }: { config: Config; instrument: (symbol: string) => Instrument },
): PlannedFeed => {
  const text = onlySource(source, 'what comes as lines');
  if (to !== undefined) throw usageError('--to is of recorded sources: lines end with their input');
  const uri = parseLinesUri(text);
  if (from !== undefined && !uri.isStepped) {
    const why = 'by the clock of the wall a line is known when it comes, and none of them is history';
    throw usageError(`--from is of recorded sources and of lines with speed=step: ${why}`);
  }
  const repeats = uri.path !== '-' && statsOf(uri.path).isFile();
  if (repeats && config.live.whenFull !== 'block') {
    const why = 'and a file is gone on with by the lines that were heard: say block';
    const reason = `it is ${config.live.whenFull}, ${why}`;
    throw new MillraceError('CONFIG_INVALID', { place: 'live.whenFull', reason });
  }
  const coverage = {
    from: from === undefined ? null : optionInstant(`--from ${from}`, from, 'UTC'),
    to: null,
  };
  return {
    sources: [heardSource({ uri: text, series: uri.series, coverage })],
    coverage,
    open: (wall, after) =>
      linesFeed({ uri, instrument, input: inputOf(uri.path, repeats), wall, after, repeats }),
  };
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
