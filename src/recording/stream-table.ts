import type { MarketEvent } from '../domain/market-event.js';
import type { Label, Words } from '../tape/labels.js';
import { type Stream, streamOf } from '../tape/stream.js';

/** As many streams, and as many words of one label, as a column of 16 bits tells apart. */
const STREAMS_MAX = 65_536;
const WORDS_MAX = 32_768;

/** The streams met so far, each with its place, and the words that say what they are. */
export class StreamTable {
  readonly #places = new Map<string, Map<string, number>>();
  readonly #words = {
    symbol: new WordList(),
    kind: new WordList(),
    every: new WordList(),
    name: new WordList(),
  } as const;
  #count = 0;

  /** The place of an event's stream; -1 where no row can say what stream it is. */
  place(event: MarketEvent): number {
    const family = familyOf(event);
    const places = this.#places.get(family) ?? new Map<string, number>();
    const known = places.get(event.symbol);
    if (known !== undefined) return known;
    const place = this.#take(streamOf(event));
    this.#places.set(family, places.set(event.symbol, place));
    return place;
  }

  /** The words of a label and, of every stream, which is its own. */
  words(label: Label['name']): Words {
    return this.#words[label];
  }

  #take(stream: Stream): number {
    const lists = Object.values(this.#words);
    const texts = [stream.symbol, stream.every ?? '', stream.name ?? ''];
    // Columns hold UTF-8, which has no half of a character.
    if (texts.some((text) => /\p{Surrogate}/u.test(text))) return -1;
    if (this.#count === STREAMS_MAX || lists.some(({ values }) => values.length === WORDS_MAX)) return -1;
    const place = this.#count;
    this.#count += 1;
    this.#words.symbol.put(place, stream.symbol);
    this.#words.kind.put(place, stream.kind);
    this.#words.every.put(place, stream.every);
    this.#words.name.put(place, stream.name);
    return place;
  }
}

/** What tells streams of one symbol apart. */
const familyOf = (event: MarketEvent): string => {
  if (event.kind === 'bar') return `bar ${event.every}`;
  return event.kind === 'event' ? `event ${event.name}` : event.kind;
};

/** Words in order of appearance, and of each stream the place of its own. */
class WordList implements Words {
  readonly values: string[] = [];
  places = new Int16Array(64);
  readonly #known = new Map<string, number>();

  put(stream: number, word: string | undefined): void {
    if (stream >= this.places.length) {
      const grown = new Int16Array(2 * this.places.length);
      grown.set(this.places);
      this.places = grown;
    }
    this.places[stream] = word === undefined ? -1 : this.#placeOf(word);
  }

  #placeOf(word: string): number {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const place = this.values.push(word) - 1;
    this.#known.set(word, place);
    return place;
  }
}
