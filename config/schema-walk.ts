import { core } from 'zod';

/** A schema of whatever kind; the walk looks only at how it is built. */
export type Schema = core.$ZodType;

/**
 * What a value may be: optional, default and the like taken off, unions spread into their options. The
 * order is the schema's own, so the first option that reads a text wins.
 */
export const alternatives = (schema: Schema): readonly Schema[] => {
  if (schema instanceof core.$ZodUnion) return schema._zod.def.options.flatMap(alternatives);
  if (schema instanceof core.$ZodNullable) {
    return [...alternatives(schema._zod.def.innerType), new core.$ZodNull({ type: 'null' })];
  }
  if (schema instanceof core.$ZodPipe) {
    const { in: before, out: after } = schema._zod.def;
    return alternatives(before instanceof core.$ZodTransform ? after : before);
  }
  if (schema instanceof core.$ZodLazy) return alternatives(schema._zod.def.getter());
  if (
    schema instanceof core.$ZodOptional ||
    schema instanceof core.$ZodDefault ||
    schema instanceof core.$ZodPrefault ||
    schema instanceof core.$ZodReadonly ||
    schema instanceof core.$ZodCatch ||
    schema instanceof core.$ZodNonOptional
  ) {
    return alternatives(schema._zod.def.innerType);
  }
  return [schema];
};

/** The names that an object schema knows; none for any other. */
export const keysOf = (schema: Schema): readonly string[] =>
  schema instanceof core.$ZodObject ? Object.keys(schema._zod.def.shape) : [];

/** How a segment of a path is matched with a schema's key: exactly, or as an environment writes it. */
export type SameKey = (segment: string, key: string) => boolean;

/** Where a path leads: its exact keys and what may stand there, or the first segment nobody knows. */
export type Walked =
  | { readonly path: readonly string[]; readonly leaves: readonly Schema[] }
  | { readonly unknown: string; readonly under: readonly string[]; readonly known: readonly string[] };

/**
 * Follows a path into a schema. A key of a record may itself hold dots (`instruments.EUR.USD.tickSize`):
 * it takes as many segments as leave a rest that the record's values know.
 */
export const walk = (schema: Schema, segments: readonly string[], same: SameKey): Walked =>
  step(alternatives(schema), segments, { under: [], same });

interface Stand {
  readonly under: readonly string[];
  readonly same: SameKey;
}

const step = (here: readonly Schema[], segments: readonly string[], stand: Stand): Walked => {
  const [segment, ...rest] = segments;
  if (segment === undefined) return { path: stand.under, leaves: here };
  const key = here.flatMap(keysOf).find((known) => stand.same(segment, known));
  if (key !== undefined) {
    return step(
      here.flatMap((schema) => valueOf(schema, key)),
      rest,
      {
        ...stand,
        under: [...stand.under, key],
      },
    );
  }
  const record = here.find((schema) => schema instanceof core.$ZodRecord);
  if (record) return intoRecord(alternatives(record._zod.def.valueType), segments, stand);
  return { unknown: segment, under: stand.under, known: here.flatMap(keysOf) };
};

const intoRecord = (values: readonly Schema[], segments: readonly string[], stand: Stand): Walked => {
  const nested = values.some((schema) => keysOf(schema).length > 0);
  const longest = nested ? Math.max(1, segments.length - 1) : segments.length;
  let failed: Walked | undefined;
  for (let length = longest; length > 0; length -= 1) {
    const under = [...stand.under, segments.slice(0, length).join('.')];
    const walked = step(values, segments.slice(length), { ...stand, under });
    if ('leaves' in walked) return walked;
    failed ??= walked;
  }
  return failed ?? { unknown: segments[0] ?? '', under: stand.under, known: [] };
};

const valueOf = (schema: Schema, key: string): readonly Schema[] => {
  const value = schema instanceof core.$ZodObject ? schema._zod.def.shape[key] : undefined;
  return value === undefined ? [] : alternatives(value);
};
