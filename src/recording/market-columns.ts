import { assert } from '../domain/assert.js';
import type { Origin } from '../domain/input.js';
import type { Bar, MarketEvent, Quote, Trade } from '../domain/market-event.js';
import {
  allColumnsOf,
  type Column,
  type Kind,
  OPTIONAL_COLUMNS,
  type RowTraits,
  SIZES,
} from '../tape/columns.js';
import { putEvent } from '../tape/put-event.js';
import { BATCH_ROWS, emptyRows, type Rows } from '../tape/rows.js';
import { exactJson } from './exact-json.js';
import type { StreamTable } from './stream-table.js';

/** The place among all inputs, which a recording has in front of what a tape has. */
export const SERIAL: Column = { name: 'serial', key: 'serial', type: 'count', isNullable: false };

const ORIGIN_KEYS = ['partition', 'offset', 'row', 'settled'] as const;

/** Where in a topic each row stood, of a recording of one that is followed. */
export const ORIGIN: readonly Column[] = ORIGIN_KEYS.map((key) => ({
  name: key,
  key,
  type: 'count',
  isNullable: true,
}));

/** What the rows of a market file are. */
export interface MarketTraits extends RowTraits {
  /** Whether some of them come from a topic. */
  readonly isOfTopic: boolean;
}

const KINDS: readonly Kind[] = ['status', 'action', 'event', 'quote', 'trade', 'bar'];

/** What a recording knows of a row beside the event. */
interface RowMeta {
  readonly serial: number;
  readonly at: number;
  readonly origin: Origin | undefined;
}

/** Market events as columns: no object stays for a row. */
export class MarketColumns {
  readonly rows: Rows = emptyRows([SERIAL, ...ORIGIN, ...allColumnsOf(KINDS)], BATCH_ROWS);
  /** What the rows put so far need columns for; a new value whenever they need more. */
  traits: MarketTraits = { kinds: [], told: [], isOfTopic: false };
  /** Characters of the texts in the rows. */
  characters = 0;
  readonly #streams: StreamTable;

  constructor(streams: StreamTable) {
    this.#streams = streams;
  }

  /** Puts an event behind the rows, or says no: columns do not hold it exactly. */
  put(event: MarketEvent, { serial, at, origin }: RowMeta): boolean {
    const stream = this.#streams.place(event);
    if (stream < 0 || event.at !== at || !isMicros(at) || !isExact(event)) return false;
    const { rows } = this;
    const serials = rows.columns.serial;
    assert(serials && rows.count < BATCH_ROWS, 'no room for another row');
    serials[rows.count] = serial;
    if (origin) this.#putOrigin(origin);
    if (event.kind === 'bar' || event.kind === 'trade' || event.kind === 'quote')
      putEvent(rows, event, stream);
    else this.#putText(event, stream);
    if (!this.traits.kinds.includes(event.kind) || (event.kind === 'bar' && this.#lacksSides(event))) {
      this.traits = { ...this.traits, ...widened(this.traits, event) };
    }
    return true;
  }

  /** Forgets the rows. */
  clear(): void {
    const { rows } = this;
    for (const column of Object.values(rows.columns)) column.fill(Number.NaN, 0, rows.count);
    rows.count = 0;
    rows.data.length = 0;
    this.characters = 0;
  }

  #putOrigin(origin: Origin): void {
    const { columns, count } = this.rows;
    for (const key of ORIGIN_KEYS) {
      const column = columns[key];
      if (column) column[count] = origin[key];
    }
    if (!this.traits.isOfTopic) this.traits = { ...this.traits, isOfTopic: true };
  }

  #putText(event: Exclude<MarketEvent, Bar | Quote | Trade>, stream: number): void {
    const { rows } = this;
    const text = textOf(event);
    rows.data[rows.count] = text;
    rows.stream[rows.count] = stream;
    rows.at[rows.count] = event.at;
    if (rows.columns.happenedAt) rows.columns.happenedAt[rows.count] = event.happenedAt;
    rows.count += 1;
    this.characters += text.length;
  }

  #lacksSides({ bid, ask }: Bar): boolean {
    return (bid !== null || ask !== null) && !this.traits.told.includes('bidOpen');
  }
}

const textOf = (event: Exclude<MarketEvent, Bar | Quote | Trade>): string => {
  if (event.kind === 'event') return exactJson(event.data);
  return event.kind === 'status'
    ? exactJson({ state: event.state, detail: event.detail })
    : exactJson({ action: event.action, value: event.value });
};

const widened = ({ kinds, told }: RowTraits, event: MarketEvent): RowTraits => {
  const all = KINDS.filter((kind) => kind === event.kind || kinds.includes(kind));
  const hasSides = told.includes('bidOpen') || (event.kind === 'bar' && (event.bid ?? event.ask) !== null);
  if (hasSides) return { kinds: all, told: OPTIONAL_COLUMNS };
  return { kinds: all, told: all.some((kind) => kind !== 'bar') ? ['happenedAt', ...SIZES] : SIZES };
};

/** Latest instant of the calendar that the language has. */
const INSTANT_MAX = 8.64e15;

/** Whether a column of microseconds gives back the very same number; it has no -0, and so no 0 here. */
const isMicros = (instant: number): boolean =>
  Math.round(instant * 1000) / 1000 === instant && instant !== 0 && Math.abs(instant) <= INSTANT_MAX;

/** Whether columns give back every other field of an event as it was: NaN would come back as null. */
const isExact = (event: MarketEvent): boolean => {
  if (event.kind === 'quote') {
    return isMicros(event.happenedAt) && isSize(event.bidSize) && isSize(event.askSize);
  }
  if (event.kind === 'trade') return isMicros(event.happenedAt) && isSize(event.size);
  if (event.kind === 'event') return isMicros(event.happenedAt) && event.data !== undefined;
  if (event.kind !== 'bar') return isMicros(event.happenedAt);
  const { start, volume, bid, ask } = event;
  return isMicros(start) && isSize(volume) && isSize(bid && bid.open) && isSize(ask && ask.open);
};

const isSize = (size: number | null): boolean => size === null || !Number.isNaN(size);
