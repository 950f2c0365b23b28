import type { Readable } from 'node:stream';
import type { MarketEvent } from '../../domain/market-event.js';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { Wall } from '../../time/wall.js';
import type { LinesUri } from './lines-uri.js';
import type { LiveFeed, Place } from './live-feed.js';
import { liveTime } from './live-time.js';
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
  const chunks = splitLines(input);
  const told = new ToldLines(lineReader({ series, instrument }), isStepped ? null : wall, after?.at);
  let toSkip = repeats ? (after?.total ?? 0) : 0;
  let isClosed = false;

  const next = async (): Promise<readonly MarketEvent[] | null> => {
    for (;;) {
      const lines = await following(chunks, uri.path, () => isClosed);
      if (lines === null) break;
      const fresh = lines.slice(toSkip);
      toSkip -= lines.length - fresh.length;
      const events = fresh.flatMap((line) => told.eventsOf(line));
      if (events.length > 0) return events;
    }
    if (toSkip > 0 && !isClosed) throw shorter(uri, toSkip);
    const rest = told.rest(wall.now());
    return rest.length > 0 ? rest : null;
  };

  return {
    uris: [uri.text],
    series,
    tz: 'UTC',
    notices: [],
    ...liveTime(wall, isStepped ? () => told.newest : null),
    next,
    close: () => {
      isClosed = true;
      input.destroy();
    },
  };
};

/** What lines come to, one by one. */
class ToldLines {
  /** Before the first event of a stepped feed there is no time, and a gap has to wait for it. */
  readonly #unplaced: Gap[] = [];

  /** @param wall Null where only lines tell the time. */
  constructor(
    private readonly read: ReturnType<typeof lineReader>,
    private readonly wall: Wall | null,
    public newest = Number.NEGATIVE_INFINITY,
  ) {}

  eventsOf({ number, bytes }: InputLine): readonly MarketEvent[] {
    const now = this.wall?.now() ?? null;
    const what = bytes ? this.read(bytes, now) : TOO_LONG;
    if ('event' in what) {
      this.newest = Math.max(this.newest, what.event.at);
      return [...this.#placed(this.newest), what.event];
    }
    this.#unplaced.push({ symbol: what.symbol, detail: `line ${number}: ${what.fault}` });
    const at = now ?? this.newest;
    return at === Number.NEGATIVE_INFINITY ? [] : this.#placed(at);
  }

  /** What no line gave a time to until the end. */
  rest(at: number): readonly MarketEvent[] {
    if (this.#unplaced.length > 0) this.newest = at;
    return this.#placed(at);
  }

  #placed(at: number): readonly MarketEvent[] {
    return this.#unplaced.splice(0).map((gap) => gapAt(gap, at));
  }
}

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
    return done === true || isClosed() ? null : value;
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
