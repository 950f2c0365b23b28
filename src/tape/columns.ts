import type { BatchColumns, NumberColumn } from './batch.js';
import type { Stream } from './stream.js';

/** One column of values; times, symbols and kinds, which every tape has, are not among them. */
export interface Column {
  /** Its name for readers of any language. */
  readonly name: string;
  /** Its name in a batch. */
  readonly key: keyof BatchColumns | 'data';
  readonly type: 'number' | 'instant' | 'day' | 'text';
  /** Whether some row may have nothing there. */
  readonly isNullable: boolean;
}

/** What a row can be. */
export type Kind = Stream['kind'];

const OHLC = ['open', 'high', 'low', 'close'] as const;
const SIDES = [
  'bidOpen',
  'bidHigh',
  'bidLow',
  'bidClose',
  'askOpen',
  'askHigh',
  'askLow',
  'askClose',
] as const;
/** Which kinds have a number, and whether they always do. */
const NUMBERS: readonly { keys: readonly NumberColumn[]; kind: Kind; always: boolean }[] = [
  { keys: ['price'], kind: 'trade', always: true },
  { keys: ['size'], kind: 'trade', always: false },
  { keys: ['bid', 'ask'], kind: 'quote', always: true },
  { keys: ['bidSize', 'askSize'], kind: 'quote', always: false },
  { keys: OHLC, kind: 'bar', always: true },
  { keys: ['volume'], kind: 'bar', always: false },
];

/** What rows there are, as far as it decides which columns they need. */
export interface RowTraits {
  readonly kinds: readonly Kind[];
  /** Whether some row happened at another time than it is known. */
  readonly hasHappenedAt: boolean;
  /** Whether some bar was made from quotes. */
  readonly hasSides: boolean;
}

/** The columns of a tape: those of the kinds that are present, in one order. */
export const columnsOf = ({ kinds: list, hasHappenedAt, hasSides }: RowTraits): readonly Column[] => {
  const kinds = new Set(list);
  const isOnly = (kind: Kind): boolean => kinds.size === 1 && kinds.has(kind);
  const columns: Column[] = [];
  const add = (key: Column['key'], type: Column['type'], isNullable: boolean): void => {
    const name = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns.push({ name: key === 'sessionDay' ? 'session_date' : name, key, type, isNullable });
  };
  if (hasHappenedAt) add('happenedAt', 'instant', kinds.has('bar'));
  if (kinds.has('bar')) {
    add('start', 'instant', !isOnly('bar'));
    add('sessionDay', 'day', !isOnly('bar'));
  }
  for (const { keys, kind, always } of NUMBERS) {
    if (kinds.has(kind)) for (const key of keys) add(key, 'number', !(always && isOnly(kind)));
  }
  if (hasSides) for (const key of SIDES) add(key, 'number', true);
  const texts: readonly Kind[] = ['status', 'action', 'event'];
  if (texts.some((kind) => kinds.has(kind))) {
    add(
      'data',
      'text',
      [...kinds].some((kind) => !texts.includes(kind)),
    );
  }
  return columns;
};
