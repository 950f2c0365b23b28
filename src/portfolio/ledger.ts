import { assert } from '../domain/assert.js';
import type { Instrument } from '../domain/instrument.js';
import type { BeginBody, EntryOf } from '../domain/journal.js';
import type { Lot } from '../domain/portfolio-view.js';
import type { TradeRecord } from '../domain/trade-record.js';

/** What one pipeline owns: capital with realised P&L, and the lots that are open, oldest first. */
export interface Account {
  balance: number;
  lots: Lot[];
}

/**
 * Money and lots as a fold of fills. Every amount is float64 in this order of operations: P&L is signed
 * quantity x (exit - entry) x multiplier, less the exit's commission; the entry's was taken at the entry.
 */
export class Ledger {
  readonly accounts = new Map<string, Account>();
  readonly cash: Record<string, number> = {};
  readonly closed: TradeRecord[] = [];
  private instruments: Readonly<Record<string, Instrument>> = {};
  private currency = '';

  begin(body: BeginBody): void {
    this.currency = body.currency;
    this.instruments = body.instruments;
    for (const { id, capital } of body.pipelines) {
      this.accounts.set(id, { balance: capital, lots: [] });
      this.pay(body.currency, capital);
    }
  }

  account(pipeline: string): Account {
    const account = this.accounts.get(pipeline);
    assert(account, `ledger: pipeline ${pipeline} has not begun`);
    return account;
  }

  instrument(symbol: string): Instrument {
    const instrument = this.instruments[symbol];
    assert(instrument, `ledger: symbol ${symbol} has no instrument`);
    return instrument;
  }

  fill(entry: EntryOf<'fill'>): void {
    const { body } = entry;
    const { symbol, pipeline } = entry;
    assert(symbol !== null && pipeline !== null, 'ledger: a fill has a symbol and a pipeline');
    const account = this.account(pipeline);
    this.pay(body.currency, -body.commission);
    let rest = body.side === 'buy' ? body.quantity : -body.quantity;
    if (body.effect !== 'open') rest = this.close(account, { entry, symbol, pipeline, rest });
    if (rest === 0) return;
    assert(body.effect !== 'close', `ledger: fill ${entry.serial} closes more than is open`);
    const commission = body.commission * (Math.abs(rest) / body.quantity);
    account.balance -= commission;
    account.lots.push({
      id: String(entry.serial),
      pipeline,
      symbol,
      quantity: rest,
      entryPrice: body.price,
      entryAt: body.happenedAt,
      entryBar: body.bar,
      commission,
      because: body.because,
    });
    this.move(symbol, -rest * body.price, body.currency);
  }

  /** The account is gone: what is still open is forfeited, and its money leaves the common cash. */
  ruin(pipeline: string): void {
    const account = this.account(pipeline);
    for (const { symbol, quantity, entryPrice } of account.lots) {
      this.move(symbol, quantity * entryPrice, this.instrument(symbol).currency);
    }
    this.pay(this.currency, -account.balance);
    account.balance = 0;
    account.lots = [];
  }

  /** Closes lots first in first out, or the one named, and returns what is left of the fill. */
  private close(account: Account, closing: Closing): number {
    const { body } = closing.entry;
    let { rest } = closing;
    const survivors: Lot[] = [];
    for (const lot of account.lots) {
      const meets =
        lot.symbol === closing.symbol &&
        Math.sign(lot.quantity) === -Math.sign(rest) &&
        (body.lot === null || body.lot === lot.id);
      if (!meets) {
        survivors.push(lot);
        continue;
      }
      const isLess = Math.abs(rest) < Math.abs(lot.quantity) && !isDust(lot.quantity + rest, lot.quantity);
      const part = isLess ? -rest : lot.quantity;
      const share = part / lot.quantity;
      this.closed.push(this.record(closing, { lot, part, share }));
      const profit = part * (body.price - lot.entryPrice) * this.instrument(lot.symbol).multiplier;
      account.balance += profit - body.commission * (Math.abs(part) / body.quantity);
      this.settle(lot, { part, price: body.price, currency: body.currency });
      rest = isDust(rest + part, body.quantity) ? 0 : rest + part;
      if (share !== 1) {
        survivors.push({ ...lot, quantity: lot.quantity - part, commission: lot.commission * (1 - share) });
      }
    }
    account.lots = survivors;
    return rest;
  }

  private record(closing: Closing, closed: { lot: Lot; part: number; share: number }): TradeRecord {
    const { body } = closing.entry;
    const { lot, part, share } = closed;
    const { multiplier } = this.instrument(lot.symbol);
    const exitCommission = body.commission * (Math.abs(part) / body.quantity);
    const commission = (body.entryCommission ?? lot.commission * share) + exitCommission;
    const side = Math.sign(part);
    const cost = commission / (Math.abs(part) * lot.entryPrice * multiplier);
    return {
      pipeline: closing.pipeline,
      symbol: lot.symbol,
      quantity: part,
      entryAt: lot.entryAt,
      exitAt: body.happenedAt,
      entryBar: lot.entryBar,
      exitBar: body.bar,
      entryPrice: lot.entryPrice,
      exitPrice: body.price,
      pnl: part * (body.price - lot.entryPrice) * multiplier - commission,
      commission,
      returnPct: 100 * (side * (body.price / lot.entryPrice - 1) - cost),
      because: lot.because,
    };
  }

  /** A lot's end in cash: its price comes back, or with daily settlement its P&L. */
  private settle(lot: Lot, exit: { part: number; price: number; currency: string }): void {
    const money =
      this.instrument(lot.symbol).settlement === 'daily'
        ? (exit.price - lot.entryPrice) * exit.part
        : exit.price * exit.part;
    this.pay(exit.currency, money * this.instrument(lot.symbol).multiplier);
  }

  private move(symbol: string, points: number, currency: string): void {
    const { settlement, multiplier } = this.instrument(symbol);
    if (settlement === 'cash') this.pay(currency, points * multiplier);
  }

  private pay(currency: string, money: number): void {
    this.cash[currency] = (this.cash[currency] ?? 0) + money;
  }
}

/** What is left by the noise of adding fractions: 0.1 and 0.2 close 0.3, with 3e-17 too much. */
const isDust = (left: number, whole: number): boolean => Math.abs(left) <= 1e-9 * Math.abs(whole);

interface Closing {
  readonly entry: EntryOf<'fill'>;
  readonly symbol: string;
  readonly pipeline: string;
  readonly rest: number;
}
