import { assert } from '../../domain/assert.js';
import { isoText } from '../../domain/iso-text.js';
import type { Bar, CorporateAction, MarketEvent } from '../../domain/market-event.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { barOf } from './bar-of.js';
import type { Bucket } from './bucket.js';
import { flatBar } from './flat-bar.js';
import { Forming, instantOf, isPart, type Part } from './forming.js';
import type { SeriesPlan } from './series-plan.js';
import { stepOf } from './step-of.js';

/**
 * Collects the rows of one series into its bucket. It never closes a bar by itself: the wheel does, by the
 * clock, so that all bars of an instant are delivered then and not by each symbol's next row.
 */
export class BarSeries {
  private bucket: Bucket | null = null;
  private forming: Forming | null = null;
  private previousClose: number | null = null;
  /** The end of the newest bucket that is closed. */
  private closedEnd = Number.NEGATIVE_INFINITY;
  /** Where a row last found every session closed; then when the newest part was known. */
  private closedFrom = Number.POSITIVE_INFINITY;
  private closedUntil = Number.NEGATIVE_INFINITY;
  private knownAt = Number.NEGATIVE_INFINITY;
  private partEnd = Number.NEGATIVE_INFINITY;
  /** The length of parts that are shorter than a day, and so stand in a row; 0 for all others. */
  private readonly step: number;

  constructor(readonly plan: SeriesPlan) {
    this.step = stepOf(plan.from);
  }

  /**
   * When the current bar is delivered; Infinity where none is open. That is its bucket's end, unless a part
   * reaches beyond it (15:30 to 16:30 of a session that closes at 16:00): nobody knows that part before it
   * ends. Then it waits for what is on its way, as long as its source says.
   */
  get end(): number {
    if (!this.bucket) return Number.POSITIVE_INFINITY;
    const { end } = this.bucket;
    const behind = this.step > 0 && this.partEnd < end ? (end - this.partEnd) % this.step : 0;
    const known = behind > 0 ? end - behind + this.step : end;
    return Math.max(known + this.plan.graceMs, this.knownAt);
  }

  /**
   * Bars of ticks end before the rows of that instant; bars of bars, and right-closed ones, after them, and
   * so do those of ticks that are known when their bucket is over (all of a date that names no times).
   */
  get closesLate(): boolean {
    if (this.plan.closed === 'right' || typeof this.plan.from === 'object') return true;
    return this.bucket !== null && this.knownAt >= this.bucket.end + this.plan.graceMs;
  }

  /**
   * Takes a row if it is one this series is made of; a split restates what it is made of so far. False for a
   * row whose bar is over: a bar is heard once.
   */
  add(event: MarketEvent): boolean {
    if (event.kind === 'action') this.follow(event);
    if (event.kind === 'action' || !isPart(event, this.plan)) return true;
    const bucket = this.bucketAt(instantOf(event));
    if (!bucket) {
      this.passBy(event);
      return true;
    }
    // A bar, too, may be told after its end where time is the wall's; told at its end it is never late.
    const isOver = bucket.start < (this.bucket?.start ?? this.closedEnd);
    if (isOver && (event.kind !== 'bar' || event.at > this.closedEnd)) return false;
    if (bucket !== this.bucket) this.open(bucket, event);
    this.knownAt = event.at;
    // A grace waits for parts, so that how long this one was on its way does not count.
    const isAwaited = event.kind === 'bar' && this.plan.graceMs > 0;
    this.partEnd = isAwaited ? Math.min(event.at, event.start + this.step) : event.at;
    if (this.forming) this.forming.add(event);
    else this.forming = new Forming(event, this.plan.price);
    return true;
  }

  /** Takes a tick that falls into the open bar and leaves its end where it is; false for any other row. */
  grows(event: MarketEvent): boolean {
    const { bucket, forming, plan } = this;
    const isTick =
      (event.kind === 'trade' && plan.from === 'trades') ||
      (event.kind === 'quote' && plan.from === 'quotes');
    if (!isTick || bucket === null || forming === null) return false;
    if (event.happenedAt !== event.at || event.at >= bucket.end || event.at < bucket.start) return false;
    this.knownAt = event.at;
    forming.add(event);
    return true;
  }

  /** Whether a row belongs to a later bar than the open one. */
  isBefore(event: MarketEvent): boolean {
    const { bucket } = this;
    if (bucket === null || !isPart(event, this.plan)) return false;
    const next = this.bucketAt(instantOf(event));
    return next !== undefined && next.start > bucket.start;
  }

  /**
   * Whether a tick that happened and was known at an instant opens no bar: it falls into the open one, or
   * outside every session, where it is part of none.
   */
  isOpenAt(at: number): boolean {
    const { bucket } = this;
    if (bucket !== null && this.forming !== null && at < bucket.end && at >= bucket.start) return true;
    return this.isClosedAt(at);
  }

  /** Takes a trade as numbers; a size of NaN is unknown. */
  trade(at: number, price: number, size: number): void {
    this.knownAt = at;
    this.forming?.trade(at, price, size);
  }

  /** Takes a quote as numbers. */
  quote(at: number, bid: number, ask: number): void {
    this.knownAt = at;
    this.forming?.quote(at, bid, ask);
  }

  /** A week in which a share was split is a bar in the units after it: its range was never 100 to 50. */
  private follow({ action, value }: CorporateAction): void {
    if (action !== 'split') return;
    this.forming?.split(value);
    if (this.previousClose !== null) this.previousClose /= value;
  }

  /** What lies outside every session is left out; a bar with the open inside it nobody can take apart. */
  private passBy(part: Part): void {
    const { reopens, symbol, every } = this.plan;
    const at = instantOf(part);
    if (reopens === null || this.isClosedAt(at)) return;
    const open = reopens(at);
    if (part.kind !== 'bar') {
      this.closedFrom = at;
      this.closedUntil = open;
      return;
    }
    if (open >= part.at) return;
    const times = { start: isoText(part.start), open: isoText(open) };
    throw new MillraceError('BARS_STRADDLE', {
      symbol,
      every: part.every,
      wanted: `bars of ${every}`,
      ...times,
    });
  }

  private isClosedAt(at: number): boolean {
    return at >= this.closedFrom && at < this.closedUntil;
  }

  /** Ends the current bucket and gives its bar, if anything stands in it. */
  close(): Bar | undefined {
    const { bucket, forming, plan } = this;
    if (!bucket) return undefined;
    const whole = { ...bucket, end: this.end };
    const bar = forming ? barOf(plan, whole, forming) : flatBar(plan, whole, this.previousClose);
    this.previousClose = bar?.close ?? this.previousClose;
    this.forming = null;
    this.closedEnd = bucket.end;
    this.bucket = plan.empty === 'previous' ? (this.bucketAfter(bucket.end) ?? null) : null;
    return bar;
  }

  /** Whoever drives this series closes a bucket before a row of a later one; a bar is heard once. */
  private open(bucket: Bucket, { at }: MarketEvent): void {
    const isOpen = this.bucket === null ? bucket.start >= this.closedEnd : bucket.start === this.bucket.start;
    const { series, symbol } = this.plan;
    if (!isOpen) assert(false, `${series} of ${symbol} was told of ${at} what ${bucket.start} cannot take`);
    this.bucket ??= bucket;
  }

  private bucketAfter(end: number): Bucket | undefined {
    const { reopens } = this.plan;
    return this.bucketAt(this.next(end)) ?? (reopens ? this.bucketAt(reopens(end)) : undefined);
  }

  private bucketAt(at: number): Bucket | undefined {
    if (this.bucket && at < this.bucket.end && at >= this.bucket.start) return this.bucket;
    if (this.plan.closed === 'left') return this.plan.buckets(at);
    // `(start, end]`: a row exactly at a boundary belongs to the bucket that ends there.
    const before = this.plan.buckets(at - 0.001);
    return before && before.end >= at ? before : this.plan.buckets(at);
  }

  private next(end: number): number {
    return this.plan.closed === 'right' ? end + 0.001 : end;
  }
}
