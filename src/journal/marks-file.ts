import { readFile, writeFile } from 'node:fs/promises';
import { Float64, Table, tableFromIPC, tableToIPC, Utf8, type Vector, vectorFromArray } from 'apache-arrow';
import type { Mark } from '../domain/mark.js';
import type { Ohlc } from '../domain/market-event.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';

const PRICES = ['open', 'high', 'low', 'close'] as const;

/**
 * Writes marks as an Arrow IPC file: `at` (epoch milliseconds, so that a number comes back as it was),
 * `sessionDate`, `equity`, `exposure`, and of each symbol `SPY.open`, `SPY.high`, `SPY.low`, `SPY.close`.
 */
export const writeMarks = async (path: string, marks: readonly Mark[]): Promise<void> => {
  const numbers = (read: (mark: Mark) => number | null): Vector<Float64> =>
    vectorFromArray(marks.map(read), new Float64());
  const symbols = symbolsOf(marks);
  const prices = symbols.flatMap((symbol) =>
    PRICES.map(
      (price) => [`${symbol}.${price}`, numbers((mark) => mark.prices[symbol]?.[price] ?? null)] as const,
    ),
  );
  const table = new Table({
    at: numbers((mark) => mark.at),
    sessionDate: vectorFromArray(
      marks.map((mark) => mark.sessionDate),
      new Utf8(),
    ),
    equity: numbers((mark) => mark.equity),
    exposure: numbers((mark) => mark.exposure),
    ...Object.fromEntries(prices),
  });
  await writeFile(path, tableToIPC(table, 'file'));
};

const symbolsOf = (marks: readonly Mark[]): readonly string[] => {
  const symbols = new Set<string>();
  for (const mark of marks) for (const symbol of Object.keys(mark.prices)) symbols.add(symbol);
  return [...symbols];
};

/**
 * Marks as `writeMarks` wrote them.
 *
 * @throws MillraceError RUN_INVALID where the file is missing, broken or another's.
 */
export const readMarks = async (path: string): Promise<readonly Mark[]> => {
  try {
    const table = tableOf(await readFile(path));
    const number = (name: string): ((index: number) => number) => {
      const read = reader(table, name);
      return (index) => Number(read(index));
    };
    const [at, equity, exposure] = [number('at'), number('equity'), number('exposure')];
    const sessionDate = reader(table, 'sessionDate');
    const bars = barReaders(table);
    return Array.from({ length: table.numRows }, (_, index) => ({
      at: at(index),
      sessionDate: String(sessionDate(index)),
      equity: equity(index),
      exposure: exposure(index),
      prices: Object.fromEntries(bars.map(({ symbol, bar }) => [symbol, bar(index)])),
    }));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new MillraceError('RUN_INVALID', { path, reason }, { cause });
  }
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
