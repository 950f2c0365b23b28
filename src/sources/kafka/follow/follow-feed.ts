import type { MarketEvent } from '../../../domain/market-event.js';
import type { Wall } from '../../../time/wall.js';
import type { LiveFeed, Place } from '../../live/live-feed.js';
import { liveTime } from '../../live/live-time.js';
import type { Series } from '../../source.js';
import type { LetterBox } from '../bad/letter-box.js';
import type { TopicMapping } from '../mapping/topic-mapping.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { KafkaWire } from '../wire/kafka-wire.js';
import { beginOffsets } from './begin-offsets.js';
import { EventReader } from './event-reader.js';
import { EventTeller } from './event-teller.js';
import type { FollowUri } from './follow-uri.js';
import { LetterGate } from './letter-gate.js';
import { Patience } from './patience.js';
import { Queue } from './queue.js';
import { Road } from './road.js';
import { Signal } from './signal.js';
import { Watch } from './watch.js';

/** What a feed of a topic is made of. */
export interface FollowFeedParts {
  readonly uri: FollowUri;
  readonly series: readonly Series[];
  readonly connection: KafkaConnection;
  readonly mapping: TopicMapping | null;
  /** How long a partition may be behind before that is a gap. */
  readonly stallMs: number;
  readonly wall: Wall;
  /** Uniform in [0, 1): by how much tries are put off. */
  readonly random: () => number;
  /** What was heard already, in an earlier life of the run. */
  readonly after: Place | null;
  /** Takes what cannot be read. */
  readonly letters: LetterBox;
}

/** How often it is looked whether a partition is behind, at the most. */
const LOOK_MS = 1_000;

/**
 * A topic as it is written, from a place on: by the wall's clock in the order of arrival, or held back until
 * it is in the order of event time. What was heard is known by partition and offset, so that a run that is
 * taken up again hears each row once. What cannot be read, is deleted or does not come is a gap; what cannot
 * be read is kept before its gap is heard.
 *
 *     partition 0   a  c     ?  e        follow         a b c      d   e
 *     partition 1    b      d            follow, hold   a b c      d   e     (in the order of their times)
 *                                        gaps                   ?
 */
export const followFeed = (parts: FollowFeedParts): LiveFeed => new FollowFeed(parts).port();

class FollowFeed {
  readonly #parts: FollowFeedParts;
  readonly #watch: Watch;
  readonly #road: Road;
  readonly #queue: Queue;
  readonly #news = new Signal();
  readonly #teller: EventTeller;
  readonly #gate: LetterGate;
  #failure: { readonly cause: unknown } | null = null;
  #isClosed = false;
  #isTimeTold = false;
  #stopLooking = (): void => undefined;

  constructor(parts: FollowFeedParts) {
    this.#parts = parts;
    const { uri, series, connection, mapping, stallMs, wall, random, after, letters } = parts;
    const { topic, holdMs, idleMs } = uri;
    const { brokers, retryForMs } = connection;
    this.#teller = new EventTeller({
      symbols: [...new Set(series.map(({ symbol }) => symbol))],
      wall: uri.isStepped ? null : wall,
      newest: after?.at ?? Number.NEGATIVE_INFINITY,
    });
    this.#watch = new Watch(topic, stallMs);
    const partitions = after?.partitions ?? new Map();
    // How long is waited for a cluster is decided here.
    const wire = new KafkaWire({ ...connection, retryForMs: 0 }, topic, partitions.size > 0);
    this.#road = new Road({
      wire,
      topic,
      brokers,
      wall,
      patience: new Patience({ topic, brokers, retryForMs, random }, partitions.size > 0),
      watch: this.#watch,
      begin: () => beginOffsets(wire, uri),
      after: partitions,
      isWanted: (line) => this.#queue.hasRoom(line),
      onNews: () => this.#news.ring(),
    });
    const from = typeof uri.from === 'object' && 'at' in uri.from ? uri.from.at : Number.NEGATIVE_INFINITY;
    const reader = new EventReader({
      topic,
      mapping,
      streams: series,
      isSaid: uri.series !== null,
      from,
      holdMs: holdMs ?? 0,
      letters,
    });
    this.#queue = new Queue({ reader, lines: this.#road.lines, holdMs, idleMs, wall });
    this.#gate = new LetterGate({
      letters,
      wall,
      onNews: () => this.#news.ring(),
      onFailure: (cause) => this.#fail(cause),
    });
    this.#road.run().catch((cause: unknown) => this.#fail(cause));
    this.#look();
  }

  port(): LiveFeed {
    const { uri, series, wall, letters } = this.#parts;
    const { isStepped } = uri;
    const time = liveTime(wall, isStepped ? () => this.#teller.newest : null);
    return {
      uris: [uri.text],
      series,
      tz: 'UTC',
      notices: [],
      ...time,
      // Nothing has a time before it is known from where on the topic is followed.
      now: () => (isStepped || this.#road.begun ? time.now() : Number.NEGATIVE_INFINITY),
      next: () => this.#next(),
      topic: {
        originOf: (event) => this.#teller.originOf(event),
        offsets: () => this.#road.begun ?? {},
      },
      close: () => {
        this.#isClosed = true;
        this.#stopLooking();
        this.#gate.close();
        void this.#road.close();
        void letters.close();
        this.#news.ring();
      },
    };
  }

  async #next(): Promise<readonly MarketEvent[] | null> {
    const { wall } = this.#parts;
    for (;;) {
      if (this.#isClosed) return null;
      if (this.#failure) throw this.#failure.cause;
      if (this.#road.begun) {
        const events = this.#events();
        const isFirst = !this.#isTimeTold;
        this.#isTimeTold = true;
        if (events.length > 0 || isFirst) return events;
        if (this.#gate.hasRows || (!this.#gate.isShut && this.#queue.hasNews)) {
          await wall.breathe();
          continue;
        }
      }
      await this.#news.wait();
    }
  }

  #events(): readonly MarketEvent[] {
    const rows = this.#gate.pass(() => this.#queue.take());
    // What was taken makes room for more.
    this.#road.stir();
    const words = this.#watch.take().flatMap((word) => this.#teller.wordEvents(word));
    return [...words, ...rows.flatMap((row) => this.#teller.rowEvents(row))];
  }

  #fail(cause: unknown): void {
    this.#failure = { cause };
    this.#news.ring();
  }

  #look(): void {
    const { wall, stallMs } = this.#parts;
    this.#stopLooking = wall.alarm(Math.min(LOOK_MS, stallMs), () => {
      if (this.#isClosed) return;
      this.#watch.look(this.#road.lines.values(), wall.now());
      this.#news.ring();
      this.#look();
    });
  }
}
