import { assert } from '../domain/assert.js';
import type { CarriedBody } from '../domain/carried-body.js';
import type { Instrument } from '../domain/instrument.js';
import type { BeginBody, EntryOf } from '../domain/journal.js';
import type { Lot } from '../domain/lot.js';
import { wholeLots } from '../domain/whole-lots.js';
import type { Account } from './account.js';
import { isDust } from './is-dust.js';
import type { Acting, Opening } from './lot-moves.js';
import { LotNames } from './lot-names.js';
import { OpenLots } from './open-lots.js';
import { partClosed } from './part-closed.js';
import { proceedsOf } from './proceeds-of.js';
import { splitLots } from './split-lots.js';
import type { TradeBook } from './trade-book.js';
import type { Closing } from './trade-of.js';
import { unitsOf } from './units-of.js';
import { withoutNoise } from './without-noise.js';

/**
 * Money and lots as a fold of fills. Every amount is float64 in this order of operations: P&L is signed
 * quantity x (exit - entry) x multiplier, less the exit's commission; the entry's was taken at the entry.
 *
 * A split multiplies the units of lots and divides what was paid for one. What is no whole lot then is paid
 * out at the price after it (cash in lieu): a closing like any other, first in first out, that costs nothing.
 * A dividend is money of its own: it is in balance and cash and in no trade.
 */
export class Ledger {
  readonly accounts = new Map<string, Account>();
  /** Whose accounts they are, in declared order; asked at every row. */
  pipelines: readonly string[] = [];
  cash: Record<string, number> = {};
  /** Dividends received by longs less those paid by shorts. */
  dividends = 0;
  readonly lotNames = new LotNames();
  private instruments: Readonly<Record<string, Instrument>> = {};
  private currency = '';
  /** @param trades Takes down what is closed, and what is told of it later. */
  constructor(private readonly trades: TradeBook) {}

  /** A run begins, or a segment of one, which says next what it takes over. */
  begin(body: BeginBody): void {
    this.accounts.clear();
    this.lotNames.begin();
    this.cash = {};
    this.currency = body.currency;
    this.instruments = body.instruments;
    for (const { id, capital } of body.pipelines) {
      this.accounts.set(id, { balance: capital, lots: new OpenLots() });
      this.pay(body.currency, capital);
    }
    this.pipelines = [...this.accounts.keys()];
  }

  carry({ accounts, cash, outside }: CarriedBody): void {
    this.trades.carry(outside?.fills ?? []);
    for (const { pipeline, balance, lots } of accounts) {
      const account = this.account(pipeline);
      account.balance = balance;
      account.lots.become(lots);
    }
    this.cash = { ...cash };
  }

  account(pipeline: string): Account {
    const account = this.accounts.get(pipeline);
    if (!account) assert(false, `ledger: pipeline ${pipeline} has not begun`);
    return account;
  }

  instrument(symbol: string): Instrument {
    const instrument = this.instruments[symbol];
    if (!instrument) assert(false, `ledger: symbol ${symbol} has no instrument`);
    return instrument;
  }

  fill({ serial, symbol, pipeline, body }: EntryOf<'fill'>): void {
    assert(symbol !== null && pipeline !== null, 'ledger: a fill has a symbol and a pipeline');
    const lot = this.lotNames.of(serial);
    this.trades.books(lot, body);
    this.pay(body.currency, -body.commission);
    const rest = body.side === 'buy' ? body.quantity : -body.quantity;
    this.meet({ body, symbol, pipeline, rest }, { lot, effect: body.effect, because: body.because });
  }

  /** Units come or go as by a fill that costs nothing; money is realised, but what a lot that is open got. */
  adjust({ serial, symbol, pipeline, body }: EntryOf<'adjustment'>): void {
    assert(symbol !== null && pipeline !== null, 'ledger: an adjustment has a symbol and a pipeline');
    const account = this.account(pipeline);
    const { multiplier, settlement } = this.instrument(symbol);
    const { lots, unrealised } = this.trades.tells(account.lots.all(), body, multiplier);
    account.lots.become(lots);
    account.balance += body.money - unrealised;
    // What is settled daily is paid for at its end, by the price that holds then.
    this.pay(body.currency, settlement === 'daily' ? body.money - unrealised : body.money);
    if (body.quantity === 0) return;
    const quantity = Math.abs(body.quantity);
    const costless = { ...body, quantity, commission: 0, entryCommission: null, lot: null, bar: null };
    const opening = { lot: this.lotNames.of(serial), effect: 'net', because: body.why } as const;
    this.meet({ body: costless, symbol, pipeline, rest: body.quantity }, opening);
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
    for (const { symbol, quantity, entryPrice } of account.lots.all()) {
      this.move(symbol, quantity * entryPrice, this.instrument(symbol).currency);
    }
    this.pay(this.currency, -account.balance);
    account.balance = 0;
    account.lots.become([]);
  }

  private split(account: Account, { body, symbol, pipeline }: Acting): void {
    const { value, price, happenedAt } = body;
    this.trades.settles();
    account.lots.become(splitLots(account.lots.all(), symbol, value));
    const held = unitsOf(account.lots.of(symbol));
    if (held === 0 || price === null) return;
    const { lotSize, currency } = this.instrument(symbol);
    const part = withoutNoise(Math.abs(held) - wholeLots(Math.abs(held), lotSize));
    if (part <= 0 || isDust(part, held)) return;
    const paidOut = { quantity: part, price, commission: 0, entryCommission: null, lot: null, bar: null };
    const rest = -Math.sign(held) * part;
    this.close(account, { body: { ...paidOut, currency, happenedAt }, symbol, pipeline, rest });
  }

  private payDividend(account: Account, symbol: string, value: number): void {
    const held = unitsOf(account.lots.of(symbol));
    if (held === 0) return;
    const money = held * value * this.instrument(symbol).multiplier;
    account.balance += money;
    this.dividends += money;
    this.pay(this.instrument(symbol).currency, money);
  }

  /** Units meet what is held: they close lots of the other side, and what is left of them opens one. */
  private meet(closing: Closing, { lot, effect, because }: Opening): void {
    const { body, symbol, pipeline } = closing;
    const account = this.account(pipeline);
    const rest = effect === 'open' ? closing.rest : this.close(account, closing);
    if (rest === 0) return;
    assert(effect !== 'close', `ledger: fill ${lot} closes more than is open`);
    const commission = body.commission * (Math.abs(rest) / body.quantity);
    account.balance -= commission;
    const { price: entryPrice, happenedAt: entryAt, bar: entryBar } = body;
    const entry = { entryPrice, entryAt, entryBar, commission, because };
    account.lots.open({ id: lot, pipeline, symbol, quantity: rest, ...entry });
    this.move(symbol, -rest * entryPrice, body.currency);
  }

  /** Closes lots first in first out, or the one named, and returns what is left of the fill. */
  private close(account: Account, closing: Closing): number {
    const { body } = closing;
    let { rest } = closing;
    const instrument = this.instrument(closing.symbol);
    const { multiplier } = instrument;
    const survivors: Lot[] = [];
    for (const lot of account.lots.all()) {
      const meets =
        lot.symbol === closing.symbol &&
        Math.sign(lot.quantity) === -Math.sign(rest) &&
        (body.lot === null || body.lot === lot.id);
      if (!meets) {
        survivors.push(lot);
        continue;
      }
      const part = partClosed(lot.quantity, rest);
      const share = part / lot.quantity;
      this.trades.ends(closing, { lot, part, share, multiplier });
      const profit = part * (body.price - lot.entryPrice) * multiplier;
      account.balance += profit - body.commission * (Math.abs(part) / body.quantity);
      this.pay(body.currency, proceedsOf(lot, { part, price: body.price }, instrument));
      rest = isDust(rest + part, body.quantity) ? 0 : rest + part;
      if (share !== 1) {
        survivors.push({ ...lot, quantity: lot.quantity - part, commission: lot.commission * (1 - share) });
      }
    }
    account.lots.becomeBut(closing.symbol, survivors);
    return rest;
  }

  private move(symbol: string, points: number, currency: string): void {
    const { settlement, multiplier } = this.instrument(symbol);
    if (settlement === 'cash') this.pay(currency, points * multiplier);
  }

  private pay(currency: string, money: number): void {
    this.cash[currency] = (this.cash[currency] ?? 0) + money;
  }
}
