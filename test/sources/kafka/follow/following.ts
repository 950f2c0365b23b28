import type { Origin, Stamped } from '../../../../src/domain/input.js';
import type { MarketEvent } from '../../../../src/domain/market-event.js';
import { LetterBox } from '../../../../src/sources/kafka/bad/letter-box.js';
import type { LetterPlace } from '../../../../src/sources/kafka/bad/letter-place.js';
import { followFeed } from '../../../../src/sources/kafka/follow/follow-feed.js';
import { parseFollowUri } from '../../../../src/sources/kafka/follow/follow-uri.js';
import type { TopicMapping } from '../../../../src/sources/kafka/mapping/topic-mapping.js';
import type { KafkaConnection } from '../../../../src/sources/kafka/wire/kafka-connection.js';
import type { LiveFeed, Place } from '../../../../src/sources/live/live-feed.js';
import { PlaceFold } from '../../../../src/sources/live/place-fold.js';
import type { Series } from '../../../../src/sources/source.js';
import { wallClock } from '../../../../src/time/wall-clock.js';
import { seeded } from '../../../hashes/seeded.js';
import { connectionTo } from '../write/topic-content.js';

/** What a test says of a feed; whatever it does not say is plain. */
export interface FollowWish {
  readonly address: string;
  readonly connection?: Partial<KafkaConnection>;
  readonly after?: Place | null;
  readonly stallMs?: number;
  readonly mapping?: TopicMapping | null;
  /** What was found in the topic, where the URI says nothing. */
  readonly series?: readonly Series[];
  /** Where what cannot be read goes. */
  readonly letters?: LetterBox;
}

const NOWHERE: LetterPlace = { put: () => Promise.resolve(), close: () => Promise.resolve() };

/** A feed of a topic on the wall's clock. */
export const following = (text: string, wish: FollowWish): LiveFeed => {
  const { address, connection = {}, after = null, stallMs = 30_000, mapping = null, series = [] } = wish;
  const { letters } = wish;
  const uri = parseFollowUri(text);
  return followFeed({
    uri,
    series: uri.series ?? series,
    connection: { ...connectionTo(address), ...connection },
    mapping,
    stallMs,
    wall: wallClock.wall(),
    random: seeded(3),
    after,
    letters: letters ?? new LetterBox({ topic: uri.topic, place: NOWHERE, limit: null }),
  });
};

/** An event and where it stood. */
export interface Heard {
  readonly event: MarketEvent;
  readonly origin: Origin | undefined;
}

/** What a feed gives until a test has enough; it is let go then. */
export const heardFrom = async (
  feed: LiveFeed,
  isEnough: (heard: readonly Heard[]) => boolean,
): Promise<readonly Heard[]> => {
  const heard: Heard[] = [];
  try {
    while (!isEnough(heard)) {
      const events = await feed.next();
      if (events === null) break;
      for (const event of events) heard.push({ event, origin: feed.topic?.originOf(event) });
    }
  } finally {
    feed.close();
  }
  return heard;
};

/** Until so many rows of the market have come. */
export const rowsOf =
  (count: number) =>
  (heard: readonly Heard[]): boolean =>
    heard.filter(({ event }) => event.kind !== 'status').length >= count;

/** Where a run that recorded so much of what it heard is taken up again. */
export const placeAfter = (feed: LiveFeed, heard: readonly Heard[]): Place | null => {
  const fold = new PlaceFold();
  const inputs: Stamped['input'][] = [
    { kind: 'start', offsets: feed.topic?.offsets() ?? {} },
    ...heard.map(({ event, origin }) => ({ kind: 'market' as const, event, ...(origin && { origin }) })),
  ];
  for (const [index, input] of inputs.entries()) fold.add({ serial: index + 1, at: index, input });
  return fold.place;
};

/** Places of records as texts, sorted; each stands once for each time that it was heard. */
export const placesOf = (heard: readonly Heard[]): readonly string[] =>
  heard
    .flatMap(({ origin }) => (origin ? [`${origin.partition}/${origin.offset}/${origin.row}`] : []))
    .sort();

/** Which of all events were heard in what state: gaps and their ends. */
export const statesOf = (heard: readonly Heard[]): readonly string[] =>
  heard.flatMap(({ event }) => (event.kind === 'status' ? [`${event.state}: ${event.detail}`] : []));
