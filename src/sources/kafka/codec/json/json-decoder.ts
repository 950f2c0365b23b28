import { putEvent } from '../../../../tape/put-event.js';
import { streamOf } from '../../../../tape/stream.js';
import { SymbolBytes } from '../../../ingest/symbol-bytes.js';
import type { RecordView } from '../record-view.js';
import { bidFault, priceFault, sizeFault, timeFault } from '../row-faults.js';
import type { RowTarget } from '../row-target.js';
import { JSON_KIND } from '../scan/json-kind.js';
import { JsonScanner } from '../scan/json-scanner.js';
import { isSame } from '../scan/json-text.js';
import { EVENT_PATHS, FIELD } from './event-fields.js';
import { JsonFields } from './json-fields.js';
import { readRareEvent } from './read-rare-event.js';

const TRADE = Buffer.from('trade');
const QUOTE = Buffer.from('quote');

/** Reads our own JSON: one event a record. Trades and quotes go from bytes to columns without an object. */
export class JsonDecoder {
  readonly #target: RowTarget;
  readonly #scanner = new JsonScanner(EVENT_PATHS);
  readonly #fields = new JsonFields(this.#scanner);
  readonly #symbols = new SymbolBytes();
  /** By the number of a symbol, the streams of its trades and of its quotes. */
  readonly #trades: number[] = [];
  readonly #quotes: number[] = [];

  constructor(target: RowTarget) {
    this.#target = target;
  }

  /** Puts the row of a record, or says why not. */
  decode(record: RecordView, sequence: number): string | null {
    const { bytes, valueStart, valueEnd } = record;
    const scanner = this.#scanner;
    const place = scanner.scan(bytes, valueStart, valueEnd);
    if (place >= 0) return `its value is no JSON from byte ${place - valueStart} on`;
    if (scanner.kinds[FIELD.kind] !== JSON_KIND.text) return 'kind is missing';
    this.#fields.begin(bytes);
    const kindStart = scanner.starts[FIELD.kind] ?? 0;
    const isFive = (scanner.ends[FIELD.kind] ?? 0) - kindStart === TRADE.length;
    if (isFive && isSame(bytes, kindStart, TRADE)) return this.#trade(record, sequence);
    if (isFive && isSame(bytes, kindStart, QUOTE)) return this.#quote(record, sequence);
    return this.#rare(record, sequence);
  }

  #trade(record: RecordView, sequence: number): string | null {
    const fields = this.#fields;
    const [price, size] = [fields.number(FIELD.price), fields.number(FIELD.size)];
    const at = fields.instant(FIELD.at);
    const happenedAt = fields.has(FIELD.happenedAt) ? fields.instant(FIELD.happenedAt) : at;
    const stream = this.#stream('trade', record.bytes);
    const fault =
      fields.fault ??
      timeFault(at, record.timestamp) ??
      priceFault('price', price) ??
      sizeFault('size', size);
    if (fault !== null) return fault;
    const rows = this.#target.reserve(1);
    const { count: row, columns } = rows;
    rows.stream[row] = stream;
    rows.at[row] = at;
    if (rows.lines) rows.lines[row] = sequence;
    if (columns.happenedAt) columns.happenedAt[row] = happenedAt;
    if (columns.price) columns.price[row] = price;
    if (columns.size) columns.size[row] = size;
    rows.count = row + 1;
    return null;
  }

  #quote(record: RecordView, sequence: number): string | null {
    const fields = this.#fields;
    const [bid, ask] = [fields.number(FIELD.bid), fields.number(FIELD.ask)];
    const [bidSize, askSize] = [fields.number(FIELD.bidSize), fields.number(FIELD.askSize)];
    const at = fields.instant(FIELD.at);
    const happenedAt = fields.has(FIELD.happenedAt) ? fields.instant(FIELD.happenedAt) : at;
    const stream = this.#stream('quote', record.bytes);
    const fault =
      fields.fault ??
      timeFault(at, record.timestamp) ??
      bidFault('bid', bid) ??
      priceFault('ask', ask) ??
      sizeFault('bidSize', bidSize) ??
      sizeFault('askSize', askSize);
    if (fault !== null) return fault;
    const rows = this.#target.reserve(1);
    const { count: row, columns } = rows;
    rows.stream[row] = stream;
    rows.at[row] = at;
    if (rows.lines) rows.lines[row] = sequence;
    if (columns.happenedAt) columns.happenedAt[row] = happenedAt;
    if (columns.bid) columns.bid[row] = bid;
    if (columns.ask) columns.ask[row] = ask;
    if (columns.bidSize) columns.bidSize[row] = bidSize;
    if (columns.askSize) columns.askSize[row] = askSize;
    rows.count = row + 1;
    return null;
  }

  /** Bars and what comes seldom takes the way over an event. */
  #rare(record: RecordView, sequence: number): string | null {
    const { bytes, valueStart, valueEnd } = record;
    const data = (): unknown => {
      // An object, because its kind was found in it.
      const { data = null } = JSON.parse(bytes.toString('utf8', valueStart, valueEnd)) as { data?: unknown };
      return data;
    };
    const event = readRareEvent(this.#fields, data);
    const fault = this.#fields.fault ?? timeFault(event?.at ?? Number.NaN, record.timestamp);
    if (fault !== null || event === null) return fault;
    const stream = this.#target.place(streamOf(event));
    const rows = this.#target.reserve(1);
    if (rows.lines) rows.lines[rows.count] = sequence;
    putEvent(rows, event, stream);
    return null;
  }

  #stream(kind: 'trade' | 'quote', bytes: Buffer): number {
    const { kinds, starts, ends } = this.#scanner;
    const [start = 0, end = 0] = [starts[FIELD.symbol], ends[FIELD.symbol]];
    if (kinds[FIELD.symbol] !== JSON_KIND.text) this.#fields.text(FIELD.symbol);
    const symbol = this.#symbols.place(bytes, start, end);
    const known = kind === 'trade' ? this.#trades : this.#quotes;
    const before = known[symbol];
    if (before !== undefined) return before;
    // A symbol that is no text, or one too many to be told apart by its bytes, is never remembered.
    const text = this.#fields.text(FIELD.symbol);
    if (text === '') this.#fields.fault ??= 'symbol is empty';
    if (this.#fields.fault !== null) return -1;
    const stream = this.#target.place({ symbol: text, kind });
    if (symbol >= 0) known[symbol] = stream;
    return stream;
  }
}
