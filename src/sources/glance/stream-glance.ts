import type { Batch, BatchColumns } from '../../tape/batch.js';
import { allColumnsOf } from '../../tape/columns.js';
import type { Calendar } from '../../time/calendar.js';
import type { Series } from '../source.js';
import { type Course, CourseFold } from './course.js';
import { LogHistogram } from './log-histogram.js';
import { type Gaps, Pauses } from './pauses.js';

/** What there is to see of one stream at a glance; null where such rows have no such thing. */
export interface StreamSeen {
  readonly series: Series;
  readonly rows: number;
  /** The `at` of its first and last row. */
  readonly first: number;
  readonly last: number;
  /** Of quotes the middle between bid and ask. */
  readonly price: {
    readonly first: number;
    readonly low: number;
    readonly high: number;
    readonly last: number;
  } | null;
  /** Units traded; null, too, where no row says. */
  readonly volume: number | null;
  readonly spread: { readonly medianBps: number; readonly worstBps: number; readonly crossed: number } | null;
  readonly gaps: Gaps | null;
  /** Rows that are the same as the one before, time and all values. */
  readonly duplicates: number;
  readonly course: Course | null;
}

/** Rows to look at. */
export interface SeenBatch extends Pick<Batch, 'columns'> {
  /** What of a row is no number. */
  readonly text: (row: number) => string | null;
}

/** Looks at one stream row by row and keeps a few thousand numbers of it, however long it is. */
export class StreamGlance {
  rows = 0;
  readonly #series: Series;
  readonly #keys: readonly (keyof BatchColumns)[];
  readonly #isNumbers: boolean;
  readonly #before: Float64Array;
  readonly #pauses: Pauses;
  readonly #spreads = new LogHistogram();
  readonly #course = new CourseFold();
  #batch: SeenBatch = { columns: {}, text: () => null };
  #columns: readonly (Float64Array | Int32Array | undefined)[] = [];
  #textBefore: string | null = null;
  #first = Number.NaN;
  #last = Number.NaN;
  #firstPrice = Number.NaN;
  #lastPrice = Number.NaN;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #volume: number | null = null;
  #worstBps = Number.NEGATIVE_INFINITY;
  #crossed = 0;
  #duplicates = 0;

  constructor(series: Series, calendar: Calendar | null) {
    this.#series = series;
    this.#keys = allColumnsOf([series.kind]).flatMap(({ key }) => (key === 'data' ? [] : [key]));
    this.#before = new Float64Array(this.#keys.length).fill(Number.NaN);
    this.#isNumbers = series.kind === 'bar' || series.kind === 'quote' || series.kind === 'trade';
    this.#pauses = new Pauses(series, calendar);
  }

  /** The batch that the rows that follow stand in. */
  open(batch: SeenBatch): void {
    this.#batch = batch;
    this.#columns = this.#keys.map((key) => batch.columns[key]);
  }

  look(row: number, at: number): void {
    const { columns } = this.#batch;
    const { kind } = this.#series;
    const from = kind === 'bar' ? (columns.start?.[row] ?? at) : at;
    if (this.rows > 0) this.#pauses.add(this.#last, from);
    if (this.#isAsBefore(row) && at === this.#last && this.rows > 0) this.#duplicates += 1;
    if (this.rows === 0) this.#first = at;
    this.rows += 1;
    this.#last = at;
    if (kind === 'quote')
      this.#quoted(at, columns.bid?.[row] ?? Number.NaN, columns.ask?.[row] ?? Number.NaN);
    else if (kind === 'trade') this.#traded(at, { price: columns.price?.[row], size: columns.size?.[row] });
    else if (kind === 'bar') {
      this.#reach(columns.low?.[row] ?? Number.NaN);
      this.#reach(columns.high?.[row] ?? Number.NaN);
      this.#traded(at, { price: columns.close?.[row], size: columns.volume?.[row] });
    }
  }

  result(): StreamSeen {
    const isPriced = !Number.isNaN(this.#lastPrice);
    const [first, last, low, high] = [this.#firstPrice, this.#lastPrice, this.#low, this.#high];
    return {
      series: this.#series,
      rows: this.rows,
      first: this.#first,
      last: this.#last,
      price: isPriced ? { first, low, high, last } : null,
      volume: this.#volume,
      spread:
        this.#spreads.count === 0
          ? null
          : { medianBps: this.#spreads.quantile(0.5), worstBps: this.#worstBps, crossed: this.#crossed },
      // Splits and news have no usual distance.
      gaps: this.#isNumbers ? this.#pauses.result() : null,
      duplicates: this.#duplicates,
      course: isPriced ? this.#course.result() : null,
    };
  }

  #isAsBefore(row: number): boolean {
    let isSame = true;
    for (let place = 0; place < this.#columns.length; place += 1) {
      const value = this.#columns[place]?.[row] ?? Number.NaN;
      if (!Object.is(value, this.#before[place])) isSame = false;
      this.#before[place] = value;
    }
    const text = this.#isNumbers ? null : this.#batch.text(row);
    if (text !== this.#textBefore) isSame = false;
    this.#textBefore = text;
    return isSame;
  }

  #quoted(at: number, bid: number, ask: number): void {
    const middle = (bid + ask) / 2;
    const bps = ((ask - bid) / middle) * 10_000;
    this.#spreads.add(bps);
    if (bps > this.#worstBps) this.#worstBps = bps;
    if (bps < 0) this.#crossed += 1;
    this.#priced(at, middle);
  }

  #traded(
    at: number,
    { price = Number.NaN, size = Number.NaN }: { price?: number | undefined; size?: number | undefined },
  ): void {
    if (!Number.isNaN(size)) this.#volume = (this.#volume ?? 0) + size;
    this.#priced(at, price);
  }

  #priced(at: number, price: number): void {
    if (Number.isNaN(price)) return;
    if (Number.isNaN(this.#firstPrice)) this.#firstPrice = price;
    this.#lastPrice = price;
    this.#reach(price);
    this.#course.add(at, price);
  }

  #reach(price: number): void {
    if (price < this.#low) this.#low = price;
    if (price > this.#high) this.#high = price;
  }
}
