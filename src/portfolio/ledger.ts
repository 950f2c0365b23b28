import type { ActionBody } from '../domain/action-body.js';
import { assert } from '../domain/assert.js';
import type { Instrument } from '../domain/instrument.js';
import type { BeginBody, EntryOf } from '../domain/journal.js';
import type { Lot } from '../domain/portfolio-view.js';
import type { TradeRecord } from '../domain/trade-record.js';
import { wholeLots } from '../domain/whole-lots.js';
import { type Closing, tradeOf } from './trade-of.js';

/** What one pipeline owns: capital with realised P&L, and the lots that are open, oldest first. */
export interface Account {
  balance: number;
  lots: Lot[];
}

/**
 * Money and lots as a fold of fills. Every amount is float64 in this order of operations: P&L is signed
 * quantity x (exit - entry) x multiplier, less the exit's commission; the entry's was taken at the entry.
 *
 * A split multiplies the units of lots and divides what was paid for one. What is no whole lot of a holding
 * then is paid out at the price after it, as brokers pay cash in lieu: a closing like any other, first in
 * first out, that costs nothing. A dividend is money of its own: it is in balance and cash and in no trade.
 */
export class Ledger {
  readonly accounts = new Map<string, Account>();
  /** Whose accounts they are, in declared order; asked at every row. */
  pipelines: readonly string[] = [];
  readonly cash: Record<string, number> = {};
  readonly closed: TradeRecord[] = [];
  /** Dividends received by longs less those paid by shorts. */
  dividends = 0;
  private instruments: Readonly<Record<string, Instrument>> = {};
  private currency = '';

  begin(body: BeginBody): void {
    this.currency = body.currency;
    this.instruments = body.instruments;
    for (const { id, capital } of body.pipelines) {
      this.accounts.set(id, { balance: capital, lots: [] });
      this.pipelines = [...this.accounts.keys()];
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
    if (body.effect !== 'open') rest = this.close(account, { body, symbol, pipeline, rest });
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

  /** A split or a dividend of a symbol, in every account that holds it. */
  act({ symbol, body }: EntryOf<'action'>): void {
    assert(symbol !== null, 'ledger: an action has a symbol');
    for (const [pipeline, account] of this.accounts) {
      if (body.action === 'split') this.split(account, { body, symbol, pipeline });
      else this.payDividend(account, symbol, body.value);
    }
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

  private split(account: Account, { body, symbol, pipeline }: Acting): void {
    const { value, price, happenedAt } = body;
    account.lots = account.lots.map((lot) => {
      if (lot.symbol !== symbol) return lot;
      return { ...lot, quantity: withoutNoise(lot.quantity * value), entryPrice: lot.entryPrice / value };
    });
    const held = unitsOf(account.lots, symbol);
    if (held === 0 || price === null) return;
    const { lotSize, currency } = this.instrument(symbol);
    const part = withoutNoise(Math.abs(held) - wholeLots(Math.abs(held), lotSize));
    if (part <= 0 || isDust(part, held)) return;
    const paidOut = { quantity: part, price, commission: 0, entryCommission: null, lot: null, bar: null };
    const rest = -Math.sign(held) * part;
    this.close(account, { body: { ...paidOut, currency, happenedAt }, symbol, pipeline, rest });
  }

  private payDividend(account: Account, symbol: string, value: number): void {
    const held = unitsOf(account.lots, symbol);
    if (held === 0) return;
    const money = held * value * this.instrument(symbol).multiplier;
    account.balance += money;
    this.dividends += money;
    this.pay(this.instrument(symbol).currency, money);
  }

  /** Closes lots first in first out, or the one named, and returns what is left of the fill. */
  private close(account: Account, closing: Closing): number {
    const { body } = closing;
    let { rest } = closing;
    const { multiplier } = this.instrument(closing.symbol);
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
      this.closed.push(tradeOf(closing, { lot, part, share, multiplier }));
      const profit = part * (body.price - lot.entryPrice) * multiplier;
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

const unitsOf = (lots: readonly Lot[], symbol: string): number =>
  withoutNoise(lots.reduce((sum, lot) => (lot.symbol === symbol ? sum + lot.quantity : sum), 0));

/** Parts of a unit come with noise, which nobody holds. */
const withoutNoise = (units: number): number =>
  Number.isInteger(units) ? units : Number(units.toPrecision(12));

interface Acting {
  readonly body: ActionBody;
  readonly symbol: string;
  readonly pipeline: string;
}
