import { core } from 'zod';
import { meantSetting } from './meant-setting.js';
import { alternatives, keysOf, type SameKey, type Schema, walk } from './schema-walk.js';

/** What a text became: a value for the schema and its exact path, or why it became none. */
export type ParsedText =
  | { readonly path: readonly string[]; readonly value: unknown }
  | { readonly failed: string; readonly reason: string };

const exactly: SameKey = (segment, key) => segment === key;

/**
 * Reads the text of a command line or an environment as the type that the schema has at a path: a string
 * stays a string, a list is split at commas, of a union the first option that takes the text; `null` is null
 * wherever that may stand. Ranges are not judged here but by the schema, over everything together.
 *
 * @param path Keys joined by dots, or already split.
 * @param same How a segment names a key; exactly unless said otherwise.
 */
export const parseText = (
  schema: Schema,
  given: { readonly path: string | readonly string[]; readonly text: string },
  same: SameKey = exactly,
): ParsedText => {
  const segments = typeof given.path === 'string' ? given.path.split('.') : given.path;
  const walked = walk(schema, segments, same);
  if ('unknown' in walked) {
    const { unknown, under, known } = walked;
    const failed = [...under, unknown].join('.');
    if (under.length > 0 && known.length === 0) {
      return { failed, reason: `is unknown; ${under.join('.')} has no settings inside` };
    }
    return { failed, reason: `is unknown${meantSetting(schema, under, unknown)}` };
  }
  const reading = read(walked.leaves, given.text);
  if (reading) return { path: walked.path, value: reading.value };
  const wanted = [...new Set(walked.leaves.map((leaf) => expectation(leaf)))].join(' or ');
  const failed = walked.path.join('.');
  return { failed, reason: `must be ${wanted}, was "${given.text}"` };
};

interface Reading {
  readonly value: unknown;
}

/** The first reading that its schema accepts, else the first at all: the schema then says what is wrong. */
const read = (leaves: readonly Schema[], text: string): Reading | undefined => {
  const isNull = (leaf: Schema): boolean => leaf instanceof core.$ZodNull;
  // A text or a list of texts would take the word null as well.
  const inOrder = [...leaves.filter(isNull), ...leaves.filter((leaf) => !isNull(leaf))];
  const readings = inOrder.map((leaf) => ({ leaf, reading: readAs(leaf, text) }));
  const accepted = readings.find(
    ({ leaf, reading }) => reading !== undefined && core.safeParse(leaf, reading.value).success,
  );
  return (accepted ?? readings.find(({ reading }) => reading !== undefined))?.reading;
};

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const readAs = (leaf: Schema, text: string): Reading | undefined => {
  if (leaf instanceof core.$ZodNumber) {
    return NUMBER.test(text.trim()) ? { value: Number(text) } : undefined;
  }
  if (leaf instanceof core.$ZodBoolean) return oneOf([true, false], text);
  if (leaf instanceof core.$ZodNull) return oneOf([null], text);
  if (leaf instanceof core.$ZodEnum)
    return oneOf(Object.values(leaf._zod.def.entries), text) ?? { value: text };
  if (leaf instanceof core.$ZodLiteral) return oneOf(leaf._zod.def.values, text) ?? { value: text };
  if (leaf instanceof core.$ZodArray || leaf instanceof core.$ZodTuple) return readList(leaf, text);
  if (leaf instanceof core.$ZodObject || leaf instanceof core.$ZodRecord) return undefined;
  return { value: text };
};

const readList = (list: List, text: string): Reading | undefined => {
  if (text === '' || text.trim() === '[]') return { value: [] };
  const readings = text.split(',').map((item, place) => read(itemsAt(list, place), item.trim()));
  const value = readings.flatMap((reading) => (reading === undefined ? [] : [reading.value]));
  return value.length === readings.length ? { value } : undefined;
};

type List = core.$ZodArray | core.$ZodTuple;

/** What may stand at a place of a list; nothing behind the end of a tuple. */
const itemsAt = (list: List, place: number): readonly Schema[] => {
  if (list instanceof core.$ZodArray) return alternatives(list._zod.def.element);
  const item = list._zod.def.items[place] ?? list._zod.def.rest;
  return item ? alternatives(item) : [];
};

const oneOf = (values: readonly unknown[], text: string): Reading | undefined =>
  values.filter((value) => String(value) === text.trim()).map((value) => ({ value }))[0];

const expectation = (leaf: Schema): string => {
  if (leaf instanceof core.$ZodNumber) return 'a number';
  if (leaf instanceof core.$ZodBoolean) return 'true or false';
  if (leaf instanceof core.$ZodNull) return 'null';
  if (leaf instanceof core.$ZodArray) {
    const items = alternatives(leaf._zod.def.element).map(expectation);
    return `a list of ${items.join(' or ')} with commas between`;
  }
  if (leaf instanceof core.$ZodTuple) {
    const items = leaf._zod.def.items.map((item) => alternatives(item).map(expectation).join(' or '));
    return `${items.join(', ')} with commas between`;
  }
  return keysOf(leaf).length > 0 ? `set through ${keysOf(leaf).join(', ')}` : 'text';
};
