import type { Kind } from './columns.js';
import type { Stream } from './stream.js';

/** A column that says in a word what a row's stream is; only foreign readers need it. */
export interface Label {
  readonly name: 'symbol' | 'kind' | 'every' | 'name';
  /** Whether some rows have no such word. */
  readonly isNullable: boolean;
}

/** `symbol`, `kind`, and `every` of bars and `name` of events where there are any. */
export const labelsOf = (kinds: readonly Kind[]): readonly Label[] => {
  const labels: Label[] = [
    { name: 'symbol', isNullable: false },
    { name: 'kind', isNullable: false },
  ];
  if (kinds.includes('bar')) labels.push({ name: 'every', isNullable: kinds.some((kind) => kind !== 'bar') });
  if (kinds.includes('event'))
    labels.push({ name: 'name', isNullable: kinds.some((kind) => kind !== 'event') });
  return labels;
};

/** The words of one label, each once in order of appearance, and of each stream the place of its own. */
export interface Words {
  readonly values: readonly string[];
  /** -1 where a stream has none. */
  readonly places: Int16Array;
}

/** The dictionary of a label. More streams after the known ones only add to it. */
export const wordsOf = ({ name }: Label, streams: readonly Stream[]): Words => {
  const places = new Map<string, number>();
  const placeOf = (word: string | undefined): number => {
    if (word === undefined) return -1;
    const place = places.get(word) ?? places.size;
    places.set(word, place);
    return place;
  };
  const found = Int16Array.from(streams, (stream) => placeOf(stream[name]));
  return { values: [...places.keys()], places: found };
};
