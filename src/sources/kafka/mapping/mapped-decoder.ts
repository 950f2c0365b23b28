import type { NumberColumn } from '../../../tape/batch.js';
import { SymbolBytes } from '../../ingest/symbol-bytes.js';
import type { RecordView } from '../codec/record-view.js';
import { bidFault, priceFault, sizeFault, timeFault } from '../codec/row-faults.js';
import type { RowTarget } from '../codec/row-target.js';
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
};

interface MappedColumn {
  readonly key: NumberColumn & MappedNumber;
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
    this.#numbers = new Float64Array(this.#columns.length);
    this.#values = new MappedValues(pathsOf(mapping));
  }

  /** Puts the row of a record, or says why not. */
  decode(record: RecordView): string | null {
    const values = this.#values;
    if (!values.begin(record)) return values.fault;
    const at = values.time(this.#mapping.time);
    let fault = values.fault ?? timeFault(at, record.timestamp);
    for (const [index, column] of this.#columns.entries()) {
      const value = values.number(column.place);
      this.#numbers[index] = value;
      fault ??= values.fault ?? column.fault(column.place.path, value);
    }
    const stream = fault === null ? this.#stream(record) : -1;
    fault ??= values.fault;
    if (fault !== null) return fault;
    const rows = this.#target.reserve(1);
    const { count: row, columns } = rows;
    rows.stream[row] = stream;
    rows.at[row] = at;
    // Whoever writes for others numbers nothing.
    if (rows.lines) rows.lines[row] = Number.NaN;
    if (columns.happenedAt) columns.happenedAt[row] = at;
    for (const [index, { key }] of this.#columns.entries()) {
      const column = columns[key];
      if (column) column[row] = this.#numbers[index] ?? Number.NaN;
    }
    rows.count = row + 1;
    return null;
  }

  #stream(record: RecordView): number {
    const { symbol, kind } = this.#mapping;
    if ('constant' in symbol) {
      this.#streams[0] ??= this.#target.place({ symbol: symbol.constant, kind });
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
    const stream = this.#target.place({ symbol: text, kind });
    if (number >= 0) this.#streams[number] = stream;
    return stream;
  }
}

const pathsOf = ({ kind: _kind, ...places }: TopicMapping): readonly string[] => [
  ...new Set(Object.values(places).flatMap((place) => ('path' in place ? [place.path] : []))),
];
