import { byCodePoint } from '../domain/event-order.js';
import { ascii, type LineBytes } from './line-bytes.js';

/** Writes the canonical text of a value into a line. */
export type Writer<T> = (value: T, line: LineBytes) => void;

const OPEN = ascii('{');
const CLOSE = ascii('}');
const LIST_OPEN = ascii('[');
const LIST_CLOSE = ascii(']');
const COMMA = ascii(',');
const COLON = ascii(':');
const NULL = ascii('null');

/** Writers of fields that may be missing. */
const absentable = new WeakSet<Writer<never>>();

/** A field of a record: its name as it stands before its value. */
interface Field {
  readonly name: string;
  readonly first: Uint8Array;
  readonly next: Uint8Array;
  readonly write: Writer<unknown>;
  readonly isOptional: boolean;
}

/**
 * Writes an object by a table of its fields: the table's order is the schema's order, whatever order the
 * object was built in, and the compiler asks for every field. A field that is missing throws.
 */
export const record = <T extends object>(fields: { readonly [K in keyof T]-?: Writer<T[K]> }): Writer<T> => {
  // Object.entries forgets that each writer belongs to the field of its own name.
  const table = (Object.entries(fields) as [keyof T & string, Writer<unknown>][]).map(fieldOf);
  return (value, line) => {
    const values = value as Readonly<Record<string, unknown>>; // each field is read by its own name
    let isFirst = true;
    for (let place = 0; place < table.length; place += 1) {
      const field = table[place];
      if (!field) continue;
      const of = values[field.name];
      if (of === undefined && field.isOptional) continue;
      line.raw(isFirst ? field.first : field.next);
      field.write(of, line);
      isFirst = false;
    }
    if (isFirst) line.raw(OPEN);
    line.raw(CLOSE);
  };
};

const fieldOf = ([name, write]: [string, Writer<unknown>]): Field => {
  const label = `${JSON.stringify(name)}:`;
  return {
    name,
    first: ascii(`{${label}`),
    next: ascii(`,${label}`),
    write,
    isOptional: absentable.has(write),
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
  return (value, line) => {
    const write = table.get(value.kind);
    if (!write) throw new TypeError(`no line for kind ${value.kind}`);
    write(value, line);
  };
};

/** Writes a list, item by item. */
export const list =
  <T>(write: Writer<T>): Writer<readonly T[]> =>
  (values, line) => {
    line.raw(LIST_OPEN);
    let isFirst = true;
    for (const value of values) {
      if (!isFirst) line.raw(COMMA);
      isFirst = false;
      write(value, line);
    }
    line.raw(LIST_CLOSE);
  };

/** Writes null as null, and anything else as told. */
export const nullable =
  <T>(write: Writer<T>): Writer<T | null> =>
  (value, line) => {
    if (value === null) line.raw(NULL);
    else write(value, line);
  };

/** Leaves an absent field out. */
export const optional = <T>(write: Writer<T>): Writer<T | undefined> => {
  // A record asks first, and calls it only where there is something.
  const writer = (value: T | undefined, line: LineBytes): void => write(value as T, line);
  absentable.add(writer);
  return writer;
};

/** Writes a number, a text, a truth or null. */
export const plain: Writer<number | string | boolean | null> = (value, line) => line.plain(value);

/** Writes a value whose schema is not ours (parameters, settings, facts): keys by code point. */
export const sorted = (value: unknown, line: LineBytes): void => {
  if (Array.isArray(value)) return list(sorted)(value, line);
  if (typeof value !== 'object' || value === null) return line.plain(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (fields.length > 1) fields.sort(([a], [b]) => byCodePoint(a, b));
  line.raw(OPEN);
  for (const [place, [key, field]] of fields.entries()) {
    if (place > 0) line.raw(COMMA);
    line.text(key);
    line.raw(COLON);
    sorted(field, line);
  }
  line.raw(CLOSE);
};
