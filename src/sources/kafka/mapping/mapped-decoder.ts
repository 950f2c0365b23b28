import { dayOf } from '../../../time/civil-date.js';
import type { BarTimes } from '../../bar-times.js';
import { SymbolBytes } from '../../ingest/symbol-bytes.js';
import type { RecordView } from '../codec/record-view.js';
import { bidFault, ohlcFault, priceFault, sizeFault, timeFault } from '../codec/row-faults.js';
import type { RowTarget } from '../codec/row-target.js';
import { mappedBarTimes } from './mapped-bar-times.js';
import { MappedValues } from './mapped-values.js';
import type { MappedNumber, NumberPlace, TopicMapping } from './topic-mapping.js';

type Fault = (name: string, value: number) => string | null;

/** What each number has to be, in the order in which events name them. */
const FAULTS: Readonly<Record<MappedNumber, Fault>> = {
  price: priceFault,
  size: sizeFault,
  bid: bidFault,
  ask: priceFault,
  bidSize: sizeFault,
  askSize: sizeFault,
  open: priceFault,
  high: priceFault,
  low: priceFault,
  close: priceFault,
  volume: sizeFault,
};

interface MappedColumn {
  readonly key: MappedNumber;
  readonly place: NumberPlace;
  readonly fault: Fault;
}

/** Reads somebody else's JSON by a mapping, from bytes to columns. */
export class MappedDecoder {
  readonly #target: RowTarget;
  readonly #mapping: TopicMapping;
  readonly #columns: readonly MappedColumn[];
  readonly #values: MappedValues;
  readonly #numbers: Float64Array;
  readonly #barTimes: ReturnType<typeof mappedBarTimes> | null;
  readonly #symbols = new SymbolBytes();
  /** By the number of a symbol its stream. */
  readonly #streams: (number | undefined)[] = [];

  constructor(mapping: TopicMapping, target: RowTarget) {
    this.#target = target;
    this.#mapping = mapping;
    const keys = Object.keys(FAULTS) as MappedNumber[]; // a table's own keys
    this.#columns = keys.flatMap((key) => {
      const place = mapping[key];
      return place ? [{ key, place, fault: FAULTS[key] }] : [];
    });
    this.#barTimes = mapping.kind === 'bar' ? mappedBarTimes(mapping) : null;
    this.#numbers = new Float64Array(this.#columns.length);
    this.#values = new MappedValues(pathsOf(mapping));
  }

  /** Puts the row of a record, or says why not. */
  decode(record: RecordView): string | null {
    const values = this.#values;
    if (!values.begin(record)) return values.fault;
    const time = values.time(this.#mapping.time);
    let fault = values.fault ?? timeFault(time, record.timestamp);
    for (const [index, column] of this.#columns.entries()) {
      const value = values.number(column.place);
      this.#numbers[index] = value;
      fault ??= values.fault ?? column.fault(column.place.path, value);
    }
    const bar = fault === null ? this.#barAt(time) : null;
    if (typeof bar === 'string') return bar;
    const stream = fault === null ? this.#stream(record) : -1;
    fault ??= values.fault;
    if (fault !== null) return fault;
    this.#put(stream, bar ?? { at: time });
    return null;
  }

  #put(stream: number, { at, start, sessionDate }: { readonly at: number } & Partial<BarTimes>): void {
    const rows = this.#target.reserve(1);
    const { count: row, columns } = rows;
    rows.stream[row] = stream;
    rows.at[row] = at;
    // Whoever writes for others numbers nothing.
    if (rows.lines) rows.lines[row] = Number.NaN;
    if (sessionDate === undefined) {
      if (columns.happenedAt) columns.happenedAt[row] = at;
    } else {
      if (columns.start) columns.start[row] = start ?? Number.NaN;
      if (columns.sessionDay) columns.sessionDay[row] = dayOf(sessionDate);
    }
    for (const [index, { key }] of this.#columns.entries()) {
      const column = columns[key];
      if (column) column[row] = this.#numbers[index] ?? Number.NaN;
    }
    rows.count = row + 1;
  }

  /** The times of a bar whose prices fit each other, or what is wrong; null where there are no bars. */
  #barAt(time: number): BarTimes | string | null {
    if (!this.#barTimes) return null;
    // The prices of a bar stand first, in their order, and none may be missing.
    const [open = 0, high = 0, low = 0, close = 0] = this.#numbers;
    return ohlcFault({ open, high, low, close }) ?? this.#barTimes(time);
  }

  #stream(record: RecordView): number {
    const { symbol, kind, every } = this.#mapping;
    const of = { kind, ...(every !== undefined && { every }) };
    if ('constant' in symbol) {
      this.#streams[0] ??= this.#target.place({ symbol: symbol.constant, ...of });
      return this.#streams[0];
    }
    const { start, end, hasEscape } =
      'path' in symbol
        ? this.#values.text(symbol.path)
        : { start: record.keyStart, end: record.keyEnd, hasEscape: false };
    if (this.#values.fault === null && end <= start) {
      this.#values.fault =
        'path' in symbol ? `${symbol.path} is empty` : 'it has no key, and the symbol is the key';
    }
    if (this.#values.fault !== null) return -1;
    const number = this.#symbols.place(record.bytes, start, end);
    const known = this.#streams[number];
    if (known !== undefined) return known;
    const text =
      hasEscape && 'path' in symbol
        ? this.#values.textValue(symbol.path)
        : record.bytes.toString('utf8', start, end);
    const stream = this.#target.place({ symbol: text, ...of });
    if (number >= 0) this.#streams[number] = stream;
    return stream;
  }
}

const pathsOf = ({ time, symbol, ...mapping }: TopicMapping): readonly string[] => {
  const numbers = Object.keys(FAULTS) as MappedNumber[]; // a table's own keys
  const places = [time, symbol, ...numbers.flatMap((name) => mapping[name] ?? [])];
  return [...new Set(places.flatMap((place) => ('path' in place ? [place.path] : [])))];
};
