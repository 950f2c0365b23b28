import type { Origin } from '../../../domain/input.js';
import type { MarketEvent } from '../../../domain/market-event.js';
import type { Wall } from '../../../time/wall.js';
import type { LiveFeed, Place } from '../../live/live-feed.js';
import type { Series } from '../../source.js';
import type { TopicMapping } from '../mapping/topic-mapping.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { KafkaWire } from '../wire/kafka-wire.js';
import { beginOffsets } from './begin-offsets.js';
import { EventReader } from './event-reader.js';
import type { FollowUri } from './follow-uri.js';
import type { Followed } from './followed.js';
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
}

/** How often it is looked whether a partition is behind, at the most. */
const LOOK_MS = 1_000;

/**
 * A topic as it is written, from a place on: by the wall's clock in the order of arrival, or held back until
 * it is in the order of event time. What was heard is known by partition and offset, so that a run that is
 * taken up again hears each row once. What cannot be read, is deleted or does not come is a gap.
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
  readonly #origins = new WeakMap<MarketEvent, Origin>();
  readonly #symbols: readonly string[];
  #newest: number;
  #failure: { readonly cause: unknown } | null = null;
  #isClosed = false;
  #isTimeTold = false;
  /** Gaps that wait for the first event, which brings the time. */
  #unplaced: MarketEvent[] = [];
  #stopLooking = (): void => undefined;

  constructor(parts: FollowFeedParts) {
    this.#parts = parts;
    const { uri, series, connection, mapping, stallMs, wall, random, after } = parts;
    const { topic, holdMs, idleMs } = uri;
    const { brokers, retryForMs } = connection;
    this.#symbols = [...new Set(series.map(({ symbol }) => symbol))];
    this.#newest = after?.at ?? Number.NEGATIVE_INFINITY;
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
    });
    this.#queue = new Queue({ reader, lines: this.#road.lines, holdMs, idleMs, wall });
    this.#road.run().catch((cause: unknown) => {
      this.#failure = { cause };
      this.#news.ring();
    });
    this.#look();
  }

  port(): LiveFeed {
    const { uri, series, wall } = this.#parts;
    const { isStepped } = uri;
    return {
      uris: [uri.text],
      series,
      tz: 'UTC',
      notices: [],
      now: () => (isStepped ? this.#newest : this.#road.begun ? wall.now() : Number.NEGATIVE_INFINITY),
      delayMs: (at) => (isStepped ? Number.POSITIVE_INFINITY : Math.max(0, at - wall.now())),
      stamp: isStepped ? ({ at }) => at : wall.now,
      next: () => this.#next(),
      topic: {
        originOf: (event) => this.#origins.get(event),
        offsets: () => this.#road.begun ?? {},
      },
      close: () => {
        this.#isClosed = true;
        this.#stopLooking();
        void this.#road.close();
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
        if (this.#queue.hasNews) {
          await wall.breathe();
          continue;
        }
      }
      await this.#news.wait();
    }
  }

  #events(): readonly MarketEvent[] {
    const rows = this.#queue.take();
    // What was taken makes room for more.
    this.#road.stir();
    const words = this.#watch.take();
    const told = words.flatMap(({ state, detail }) =>
      this.#symbols.map((symbol) => ({ symbol, state, detail })),
    );
    return [...told.flatMap((one) => this.#placed(one, null)), ...rows.flatMap((row) => this.#told(row))];
  }

  #told(row: Followed & { readonly settled: number }): readonly MarketEvent[] {
    const { event, gap, whose, partition, offset, settled } = row;
    const origin = offset < 0 ? null : { partition, offset, row: row.row, settled };
    if (event === null) {
      const symbols = whose === null ? this.#symbols : [whose];
      return symbols.flatMap((symbol) => this.#placed({ symbol, state: 'gap', detail: gap }, origin));
    }
    if (origin) this.#origins.set(event, origin);
    this.#newest = Math.max(this.#newest, event.at);
    return [...this.#unplaced.splice(0).map((one) => this.#timed(one)), event];
  }

  /** What has no time of its own happens now; before the first event of a stepped feed there is no now. */
  #placed(
    { symbol, state, detail }: { symbol: string; state: 'gap' | 'trading'; detail: string },
    origin: Origin | null,
  ): readonly MarketEvent[] {
    const at = this.#parts.uri.isStepped ? this.#newest : this.#parts.wall.now();
    const event: MarketEvent = { kind: 'status', symbol, at, happenedAt: at, state, detail };
    if (origin) this.#origins.set(event, origin);
    if (at > Number.NEGATIVE_INFINITY) return [event];
    this.#unplaced.push(event);
    return [];
  }

  #timed(unplaced: MarketEvent): MarketEvent {
    const event = { ...unplaced, at: this.#newest, happenedAt: this.#newest };
    const origin = this.#origins.get(unplaced);
    if (origin) this.#origins.set(event, origin);
    return event;
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
