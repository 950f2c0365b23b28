import { canonical } from '../domain/canonical.js';
import { byCodePoint } from '../domain/event-order.js';

/** Makes the canonical text of a value; undefined leaves the field out. */
export type Writer<T> = (value: T) => string | undefined;

/**
 * Writes an object by a table of its fields: the table's order is the schema's order, whatever order the
 * object was built in, and the compiler asks for every field. A field that is missing throws.
 */
export const record = <T extends object>(fields: { readonly [K in keyof T]-?: Writer<T[K]> }): Writer<T> => {
  // Object.entries forgets that each writer belongs to the field of its own name.
  const table = Object.entries(fields) as [keyof T & string, Writer<unknown>][];
  const labelled = table.map(([name, write]) => ({ name, write, label: `"${name}":` }));
  return (value) => {
    // A journal has millions of fields: one growing text, no list of parts.
    let text = '{';
    for (const { name, write, label } of labelled) {
      const field = write(value[name]);
      if (field !== undefined) text += `${text.length === 1 ? '' : ','}${label}${field}`;
    }
    return `${text}}`;
  };
};

/** Writes one of several shapes, told apart by `kind`. */
export const byKind = <T extends { readonly kind: string }>(
  writers: {
    readonly [K in T['kind']]: Writer<Extract<T, { readonly kind: K }>>;
  },
): Writer<T> => {
  // Each writer takes its own shape; it is only ever called with a value of that kind.
  const table = new Map(Object.entries(writers as unknown as Record<string, Writer<T>>));
  return (value) => {
    const write = table.get(value.kind);
    if (!write) throw new TypeError(`no line for kind ${value.kind}`);
    return write(value);
  };
};

/** Writes a list, item by item. */
export const list =
  <T>(write: Writer<T>): Writer<readonly T[]> =>
  (values) =>
    `[${values.map((value) => write(value)).join(',')}]`;

/** Writes null as null, and anything else as told. */
export const nullable =
  <T>(write: Writer<T>): Writer<T | null> =>
  (value) =>
    value === null ? 'null' : write(value);

/** Leaves an absent field out. */
export const optional =
  <T>(write: Writer<T>): Writer<T | undefined> =>
  (value) =>
    value === undefined ? undefined : write(value);

/** Writes a number, a text, a truth or null. */
export const plain: Writer<number | string | boolean | null> = canonical;

/** Writes a value whose schema is not ours (parameters, settings, facts): keys by code point. */
export const sorted = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return canonical(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => byCodePoint(a, b));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${sorted(field)}`).join(',')}}`;
};
