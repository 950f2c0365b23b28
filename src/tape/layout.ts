import {
  DateDay,
  Dictionary,
  Field,
  Float64,
  Int16,
  Int64,
  Schema,
  TimestampMicrosecond,
  Uint16,
  Utf8,
} from 'apache-arrow';
import { type Column, columnsOf, type RowTraits } from './columns.js';
import { type Label, labelsOf } from './labels.js';

/** What a tape's batches are made of. */
export interface Layout {
  readonly labels: readonly Label[];
  readonly columns: readonly Column[];
}

/** The layout of a tape of such rows. */
export const layoutOf = (traits: RowTraits): Layout => ({
  labels: labelsOf(traits.kinds),
  columns: columnsOf(traits),
});

/** The schema of a layout as Arrow says it, with words for whoever opens the file. */
export const schemaOf = ({ labels, columns }: Layout, metadata: ReadonlyMap<string, string>): Schema =>
  new Schema(
    [
      new Field('at', new TimestampMicrosecond('UTC'), false),
      new Field('stream', new Uint16(), false),
      ...labels.map(({ name, isNullable }, id) => {
        return new Field(name, new Dictionary(new Utf8(), new Int16(), id, false), isNullable);
      }),
      ...columns.map(({ name, type, isNullable }) => new Field(name, typeOf(type), isNullable)),
    ],
    new Map(metadata),
  );

const typeOf = (type: Column['type']): Float64 | Int64 | TimestampMicrosecond | DateDay | Utf8 => {
  if (type === 'number') return new Float64();
  if (type === 'count') return new Int64();
  if (type === 'instant') return new TimestampMicrosecond('UTC');
  return type === 'day' ? new DateDay() : new Utf8();
};
