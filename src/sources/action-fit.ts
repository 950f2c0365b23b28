import { eventPrice } from '../domain/event-price.js';
import { isoText } from '../domain/iso-text.js';
import type { CorporateAction, MarketEvent } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { Batch } from '../tape/batch.js';
import type { Stream } from '../tape/stream.js';

/** Smaller splits leave no step in prices that a market could not make too. */
const SPLIT_MIN = 1.5;

/**
 * Holds splits and dividends against the prices around them: prices that are adjusted already, told beside
 * their splits, would double the money at each, and no result would show it.
 */
export class ActionFit {
  private readonly last = new Map<string, number>();
  private readonly waiting = new Map<string, CorporateAction>();

  /** @param path The file of the prices, for a message. */
  constructor(private readonly path: string) {}

  /** Takes an action before the rows of its day. */
  told(action: CorporateAction): void {
    const before = this.last.get(action.symbol);
    if (before === undefined) return;
    const { action: kind, value } = action;
    if (kind === 'dividend' && value >= before) throw this.misfit(action, `a price of ${before} before it`);
    if (kind === 'split' && Math.max(value, 1 / value) >= SPLIT_MIN) this.waiting.set(action.symbol, action);
  }

  /** Takes rows of a tape, actions and prices: only those beside an action are worth an event. */
  batch(batch: Batch, streams: readonly Stream[]): void {
    const newest = new Int32Array(streams.length).fill(-1);
    const settle = (symbol: string): void => {
      let row = -1;
      for (const [place, one] of streams.entries()) {
        if (one.symbol !== symbol) continue;
        row = Math.max(row, newest[place] ?? -1);
        newest[place] = -1;
      }
      if (row >= 0) this.row(batch.event(row));
    };
    for (let row = 0; row < batch.rows; row += 1) {
      const place = batch.stream[row] ?? 0;
      const { kind, symbol = '' } = streams[place] ?? {};
      if (kind === 'action') {
        settle(symbol);
        const event = batch.event(row);
        if (event.kind === 'action') this.told(event);
      } else if (this.waiting.has(symbol)) this.row(batch.event(row));
      else if (kind !== 'event' && kind !== 'status') newest[place] = row;
    }
    for (const { symbol, kind } of streams) if (kind === 'action') settle(symbol);
  }

  /** Takes a row of prices. */
  row(event: MarketEvent): void {
    const price = eventPrice(event);
    if (price === undefined) return;
    const { symbol } = event;
    const before = this.last.get(symbol);
    const split = this.waiting.get(symbol);
    if (split && before !== undefined) {
      this.waiting.delete(symbol);
      const first = event.kind === 'bar' ? event.open : price;
      // Whichever is nearer: that prices stepped by the ratio, or that they did not.
      const step = Math.abs(Math.log(before / first));
      const misfit = Math.abs(Math.log(before / first / split.value));
      if (misfit > step) throw this.misfit(split, `prices of ${before} before it and ${first} after it`);
    }
    this.last.set(symbol, price);
  }

  private misfit({ symbol, action, value, happenedAt }: CorporateAction, prices: string): MillraceError {
    const what = `${action} of ${value} at ${isoText(happenedAt)}`;
    return new MillraceError('ACTION_MISFIT', { path: this.path, symbol, what, prices });
  }
}
