import type { Readable } from 'node:stream';
import type { MarketEvent } from '../../domain/market-event.js';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { Wall } from '../../time/wall.js';
import type { LinesUri } from './lines-uri.js';
import type { LiveFeed, Place } from './live-feed.js';
import { type LineWorld, lineReader } from './read-line.js';
import { type InputLine, LINE_BYTES_MAX, splitLines } from './split-lines.js';

/** What a feed of lines is made of. */
export interface LinesFeedParts {
  readonly uri: LinesUri;
  readonly instrument: LineWorld['instrument'];
  /** Where its bytes come from; read no faster than its events are taken. */
  readonly input: Readable;
  readonly wall: Wall;
  /** What was heard already, in an earlier life of the run. */
  readonly after: Place | null;
  /** Whether the input begins again with what was heard then, as a file does and a pipe does not. */
  readonly repeats: boolean;
}

/**
 * Lines of JSON as somebody writes them, each a market event, heard by the wall's clock or (`speed=step`) at
 * their own times. One that cannot be an event is a gap of its symbol that says where and why; the end of the
 * input is the end of the feed.
 *
 *     in     {"kind":"trade","symbol":"A","price":3}   {"kind":"trade","symbol":"A","price":-3}
 *     out    trade A at 3                              gap A: line 2: price is -3, a negative price
 */
export const linesFeed = ({ uri, instrument, input, wall, after, repeats }: LinesFeedParts): LiveFeed => {
  const { series, isStepped } = uri;
  const read = lineReader({ series, instrument });
  const chunks = splitLines(input);
  let newest = after?.at ?? Number.NEGATIVE_INFINITY;
  let toSkip = repeats ? (after?.total ?? 0) : 0;
  let isClosed = false;
  /** Before the first event of a stepped feed there is no time, and a gap has to wait for it. */
  const unplaced: Gap[] = [];

  const heard = ({ number, bytes }: InputLine): readonly MarketEvent[] => {
    if (toSkip > 0) {
      toSkip -= 1;
      return [];
    }
    const what = bytes ? read(bytes, isStepped ? null : wall.now()) : TOO_LONG;
    if ('event' in what) {
      newest = Math.max(newest, what.event.at);
      return [...unplaced.splice(0).map((gap) => gapAt(gap, newest)), what.event];
    }
    const gap = { symbol: what.symbol, detail: `line ${number}: ${what.fault}` };
    const at = isStepped ? newest : wall.now();
    if (at !== Number.NEGATIVE_INFINITY) return [gapAt(gap, at)];
    unplaced.push(gap);
    return [];
  };

  const next = async (): Promise<readonly MarketEvent[] | null> => {
    for (;;) {
      const lines = await following(chunks, uri.path, () => isClosed);
      if (lines === null) break;
      const events = lines.flatMap(heard);
      if (events.length > 0) return events;
    }
    if (toSkip > 0 && !isClosed) throw shorter(uri, toSkip);
    if (unplaced.length === 0) return null;
    newest = wall.now();
    return unplaced.splice(0).map((gap) => gapAt(gap, newest));
  };

  return {
    uris: [uri.text],
    series,
    tz: 'UTC',
    notices: [],
    now: isStepped ? () => newest : wall.now,
    delayMs: (at) => (isStepped ? Number.POSITIVE_INFINITY : Math.max(0, at - wall.now())),
    stamp: isStepped ? ({ at }) => at : wall.now,
    next,
    close: () => {
      isClosed = true;
      input.destroy();
    },
  };
};

interface Gap {
  readonly symbol: string;
  readonly detail: string;
}

const TOO_LONG = { fault: `it is longer than ${LINE_BYTES_MAX} bytes`, symbol: '' } as const;

const gapAt = ({ symbol, detail }: Gap, at: number): MarketEvent =>
  Object.freeze({ kind: 'status', symbol, at, happenedAt: at, state: 'gap', detail });

/** The next lines; null where the input is over, or was let go while somebody waited for it. */
const following = async (
  chunks: AsyncGenerator<readonly InputLine[], void, undefined>,
  path: string,
  isClosed: () => boolean,
): Promise<readonly InputLine[] | null> => {
  try {
    const { value, done } = await chunks.next();
    return done === true || isClosed() ? null : (value ?? null);
  } catch (error) {
    if (isClosed()) return null;
    const name = path === '-' ? 'standard input' : path;
    throw new MillraceError('FILE_UNREADABLE', { path: name, reason: messageOf(error) }, { cause: error });
  }
};

const shorter = ({ text }: LinesUri, missing: number): MillraceError => {
  const reason = `lacks ${missing} of the lines that this run has heard: a run goes on in the same file`;
  return new MillraceError('SOURCE_INVALID', { uri: text, reason });
};
