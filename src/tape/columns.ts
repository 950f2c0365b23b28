import type { BatchColumns, NumberColumn } from './batch.js';
import type { Stream } from './stream.js';

/** One column of values; times, symbols and kinds, which every tape has, are not among them. */
export interface Column {
  /** Its name for readers of any language. */
  readonly name: string;
  /** Its name in a batch. */
  readonly key: keyof BatchColumns | 'data';
  readonly type: 'number' | 'count' | 'instant' | 'day' | 'text';
  /** Whether some row may have nothing there. */
  readonly isNullable: boolean;
}

/** What a row can be. */
export type Kind = Stream['kind'];

const OHLC: readonly NumberColumn[] = ['open', 'high', 'low', 'close'];
const SIDES: readonly NumberColumn[] = [
  'bidOpen',
  'bidHigh',
  'bidLow',
  'bidClose',
  'askOpen',
  'askHigh',
  'askLow',
  'askClose',
];

/** The sizes and volumes that each kind may have; where no row of a tape has one there is no such column. */
export const SIZES: readonly NumberColumn[] = ['size', 'bidSize', 'askSize', 'volume'];

/** Columns that a tape may do without: `happenedAt` where it is `at` in every row. */
export type OptionalColumn = NumberColumn | 'happenedAt';

/** Those of the columns that may be left out. */
export const OPTIONAL_COLUMNS: readonly OptionalColumn[] = ['happenedAt', ...SIZES, ...SIDES];

/** What rows there are, as far as it decides which columns they need. */
export interface RowTraits {
  readonly kinds: readonly Kind[];
  /** Of the columns that may be left out those that some row has something in. */
  readonly told: readonly OptionalColumn[];
}

/** In one order which kind has a number, and whether always. */
const NUMBERS: readonly { keys: readonly NumberColumn[]; kind: Kind; always: boolean }[] = [
  { keys: ['price'], kind: 'trade', always: true },
  { keys: ['size'], kind: 'trade', always: false },
  { keys: ['bid', 'ask'], kind: 'quote', always: true },
  { keys: ['bidSize', 'askSize'], kind: 'quote', always: false },
  { keys: OHLC, kind: 'bar', always: true },
  { keys: ['volume', ...SIDES], kind: 'bar', always: false },
];
const TEXT_KINDS: readonly Kind[] = ['status', 'action', 'event'];

/** The columns of a tape: those of the kinds that are present, in one order. */
export const columnsOf = ({ kinds, told }: RowTraits): readonly Column[] => {
  const isAll = (kind: Kind): boolean => kinds.every((other) => other === kind);
  const columns: Column[] = [];
  const add = (key: Column['key'], type: Column['type'], isNullable: boolean): void => {
    columns.push({ name: nameOf(key), key, type, isNullable });
  };
  if (told.includes('happenedAt')) add('happenedAt', 'instant', kinds.includes('bar'));
  if (kinds.includes('bar')) {
    add('start', 'instant', !isAll('bar'));
    add('sessionDay', 'day', !isAll('bar'));
  }
  for (const { keys, kind, always } of NUMBERS) {
    if (!kinds.includes(kind)) continue;
    for (const key of keys) if (always || told.includes(key)) add(key, 'number', !(always && isAll(kind)));
  }
  if (TEXT_KINDS.some((kind) => kinds.includes(kind))) {
    add(
      'data',
      'text',
      kinds.some((kind) => !TEXT_KINDS.includes(kind)),
    );
  }
  return columns;
};

/** Every column that rows of some kinds can have. */
export const allColumnsOf = (kinds: readonly Kind[]): readonly Column[] =>
  columnsOf({ kinds, told: OPTIONAL_COLUMNS });

const nameOf = (key: Column['key']): string =>
  key === 'sessionDay' ? 'session_date' : key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
