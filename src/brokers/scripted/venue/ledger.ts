import type { Agenda } from './agenda.js';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { VenueOrder } from './venue-order.js';

/** A trade, or what replaces one. */
interface Trade {
  readonly id: string;
  readonly replaces: string;
  readonly order: VenueOrder;
  readonly quantity: number;
  readonly price: number;
  readonly at: number;
  fee: number | null;
}

interface LedgerParts {
  readonly agenda: Agenda;
  readonly dice: Dice;
  readonly faults: Faults;
  readonly log: (line: string) => void;
  readonly say: (line: string) => void;
}

/** Trades and positions of the venue, and what is told of them: fees with the trade or later, corrections. */
export class Ledger {
  readonly #trades: Trade[] = [];
  readonly #positions = new Map<string, number>();
  #counter = 0;

  constructor(private readonly parts: LedgerParts) {}

  positions(): readonly (readonly [symbol: string, quantity: number])[] {
    return [...this.#positions].filter(([, quantity]) => quantity !== 0);
  }

  hasTraded(symbol: string): boolean {
    return this.#positions.has(symbol);
  }

  /** Every trade as a snapshot lists it. */
  trades(): readonly string[] {
    return this.#trades.map((trade) => fieldsOf(trade).join(','));
  }

  trade(order: VenueOrder, quantity: number, price: number): void {
    const { agenda, dice, faults, log, say } = this.parts;
    order.filled += quantity;
    const trade = this.#note({ replaces: '', order, quantity, price });
    const fee = 0.35 + quantity * 0.0035;
    log(`TRADE ${trade.id} ${order.name} ${order.symbol} ${order.side} ${quantity} ${price}`);
    log(`COST ${trade.id} ${fee}`);
    this.#move(order, quantity);
    if (faults.strikes('late-fees')) {
      agenda.in(dice.whole(50, 5_000), () => {
        trade.fee = fee;
        say(`FEE|${trade.id}|${fee}|USD`);
      });
    } else trade.fee = fee;
    say(`FILL|${fieldsOf(trade).join('|')}`);
    if (faults.strikes('corrections')) agenda.in(dice.whole(20, 4_000), () => this.#correct(trade));
  }

  /** Somebody traded on this account by another way. */
  foreign(symbol: string, quantity: number): void {
    this.parts.log(`FOREIGN ${symbol} ${quantity}`);
    this.#positions.set(symbol, (this.#positions.get(symbol) ?? 0) + quantity);
  }

  #correct(was: Trade): void {
    const { dice, log, say, agenda } = this.parts;
    const { order } = was;
    const isBust = dice.roll() < 0.3;
    const quantity = isBust ? 0 : dice.whole(Math.max(1, was.quantity - 3), was.quantity);
    const price = Number((was.price + dice.whole(-5, 5) / 100).toFixed(2));
    const trade = this.#note({ replaces: was.id, order, quantity, price });
    log(`REPLACE ${was.id} ${trade.id} ${quantity} ${price}`);
    order.filled += quantity - was.quantity;
    this.#move(order, quantity - was.quantity);
    say(`FILL|${fieldsOf(trade).join('|')}`);
    if (quantity > 0 && dice.roll() < 0.3) agenda.in(dice.whole(20, 2_000), () => this.#correct(trade));
  }

  #note(trade: Pick<Trade, 'replaces' | 'order' | 'quantity' | 'price'>): Trade {
    this.#counter += 1;
    const { now } = this.parts.agenda;
    // A venue that is started again counts anew; the instant keeps the names apart, as brokers' own are.
    const noted = { id: `E${Math.round(now)}-${this.#counter}`, at: now, fee: null, ...trade };
    this.#trades.push(noted);
    return noted;
  }

  #move({ symbol, side }: VenueOrder, quantity: number): void {
    const signed = side === 'B' ? quantity : -quantity;
    this.#positions.set(symbol, (this.#positions.get(symbol) ?? 0) + signed);
  }
}

/** id, what it replaces, order, symbol, side, quantity, price, when, fee. */
const fieldsOf = ({ id, replaces, order, quantity, price, at, fee }: Trade): readonly string[] => [
  id,
  replaces,
  order.name,
  order.symbol,
  order.side,
  String(quantity),
  String(price),
  String(at),
  fee === null ? '' : String(fee),
];
