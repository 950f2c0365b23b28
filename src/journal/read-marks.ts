import { readFile } from 'node:fs/promises';
import { type Table, tableFromIPC, type Vector } from 'apache-arrow';
import { MarkColumns } from '../domain/mark-columns.js';
import type { Ohlc } from '../domain/market-event.js';
import type { Marks } from '../domain/marks.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';

const PRICES = ['open', 'high', 'low', 'close'] as const;
const DAY_MS = 86_400_000;

/**
 * Marks as `writeMarks` wrote them.
 *
 * @throws MillraceError RUN_INVALID where the file is missing, broken or another's.
 */
export const readMarks = async (path: string): Promise<Marks> => {
  try {
    return marksIn(tableOf(await readFile(path)));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new MillraceError('RUN_INVALID', { path, reason }, { cause });
  }
};

const marksIn = (table: Table): Marks => {
  const [at, sessionDate, equity, exposure] = ['at', 'sessionDate', 'equity', 'exposure'].map((name) =>
    reader(table, name),
  );
  const bars = barReaders(table);
  const columns = new MarkColumns(bars.map(({ symbol }) => symbol));
  let date: unknown;
  let sessionDay = Number.NaN;
  for (let row = 0; row < table.numRows; row += 1) {
    const session = sessionDate?.(row);
    if (session !== date) {
      date = session;
      sessionDay = Date.parse(String(session)) / DAY_MS;
    }
    columns.add({
      at: Number(at?.(row)),
      sessionDay,
      equity: Number(equity?.(row)),
      exposure: Number(exposure?.(row)),
    });
    for (const { symbol, bar } of bars) {
      const price = bar(row);
      if (price) columns.price(symbol, price);
    }
  }
  return columns.marks();
};

/** The library speaks of its own fields where a file is damaged. */
const tableOf = (bytes: Uint8Array): Table => {
  try {
    return tableFromIPC(bytes);
  } catch (cause) {
    throw new Error('it is broken off, or no Arrow file', { cause });
  }
};

const reader = (table: Table, name: string): ((index: number) => unknown) => {
  const column: Vector | null = table.getChild(name);
  if (!column) throw new Error(`it has no column ${name}`);
  return (index) => column.get(index) as unknown; // the library types a column of unknown type as any
};

interface BarReader {
  readonly symbol: string;
  readonly bar: (index: number) => Ohlc | null;
}

/** A symbol may hold dots itself (`EUR.USD.open`): its columns are told by their endings. */
const barReaders = (table: Table): readonly BarReader[] =>
  table.schema.fields
    .filter(({ name }) => name.endsWith('.open'))
    .map(({ name }) => {
      const symbol = name.slice(0, -'.open'.length);
      const [open, high, low, close] = PRICES.map((price) => reader(table, `${symbol}.${price}`));
      const bar = (index: number): Ohlc | null =>
        open?.(index) === null
          ? null
          : {
              open: Number(open?.(index)),
              high: Number(high?.(index)),
              low: Number(low?.(index)),
              close: Number(close?.(index)),
            };
      return { symbol, bar };
    });
