import type { Agenda } from './agenda.js';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { Ledger } from './ledger.js';
import type { VenueOrder } from './venue-order.js';

interface MatchingParts {
  readonly agenda: Agenda;
  readonly dice: Dice;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly log: (line: string) => void;
  readonly say: (line: string) => void;
}

/** The venue's orders and how they meet its prices: after a while, in parts, at a better price at times. */
export class Matching {
  readonly #orders = new Map<string, VenueOrder>();
  readonly #prices = new Map<string, number>();

  constructor(private readonly parts: MatchingParts) {}

  find(name: string): VenueOrder | undefined {
    return this.#orders.get(name);
  }

  all(): readonly VenueOrder[] {
    return [...this.#orders.values()];
  }

  add(order: VenueOrder): void {
    this.#orders.set(order.name, order);
  }

  price(symbol: string, price: number): void {
    this.#prices.set(symbol, price);
    for (const order of this.#orders.values()) if (order.symbol === symbol) this.look(order);
  }

  /** An order that could trade now will in a moment. */
  look(order: VenueOrder): void {
    const { agenda, dice } = this.parts;
    if (order.state !== 'live' || order.isMatching) return;
    if (!this.#isMarketable(order)) {
      if (order.isAtOnce) this.#end(order, 'cancelled', 'nothing at once');
      return;
    }
    order.isMatching = true;
    agenda.in(dice.whole(1, 400), () => {
      order.isMatching = false;
      if (order.state === 'live' && this.#isMarketable(order)) this.#fill(order);
    });
  }

  cancel(order: VenueOrder): void {
    const { faults, dice, say } = this.parts;
    const rest = order.quantity - order.filled;
    const isCrossed = order.state === 'live' && this.#prices.has(order.symbol);
    if (isCrossed && faults.strikes('cancel-crosses-fill')) {
      this.#trade(order, dice.roll() < 0.5 ? rest : dice.whole(1, rest));
      if (this.#isOver(order)) {
        say(`NOCHG|${order.name}|CXL|too late`);
        return;
      }
    }
    this.#end(order, 'cancelled', 'as asked');
  }

  change(order: VenueOrder, [, , quantity, limit, stop]: readonly string[]): void {
    if (quantity) order.quantity = Number(quantity);
    if (limit) order.limit = Number(limit);
    if (stop) order.stop = Number(stop);
    this.parts.log(`CHANGED ${order.name} ${order.quantity}`);
    this.parts.say(`CHGD|${order.name}|${quantity ?? ''}|${limit ?? ''}|${stop ?? ''}`);
    if (order.quantity <= order.filled) this.#end(order, 'cancelled', 'nothing left');
    else this.look(order);
  }

  #isOver({ state }: VenueOrder): boolean {
    return state !== 'live' && state !== 'asleep';
  }

  #isMarketable({ symbol, side, limit, stop }: VenueOrder): boolean {
    const price = this.#prices.get(symbol);
    if (price === undefined) return false;
    const sign = side === 'B' ? 1 : -1;
    if (!Number.isNaN(stop) && sign * (price - stop) < 0) return false;
    return Number.isNaN(limit) || sign * (limit - price) >= 0;
  }

  #fill(order: VenueOrder): void {
    const { faults, dice } = this.parts;
    const rest = order.quantity - order.filled;
    const inParts = rest > 1 && faults.strikes('partial-fills');
    this.#trade(order, inParts ? dice.whole(1, rest - 1) : rest);
    if (!this.#isOver(order) && order.isAtOnce) this.#end(order, 'cancelled', 'rest of an order at once');
    else this.look(order);
  }

  #trade(order: VenueOrder, quantity: number): void {
    const { faults, dice, ledger } = this.parts;
    const market = this.#prices.get(order.symbol) ?? order.limit;
    const better = faults.strikes('price-improvement') ? dice.whole(1, 4) / 100 : 0;
    const price = Number((market + (order.side === 'B' ? -better : better)).toFixed(2));
    ledger.trade(order, quantity, price);
    for (const other of this.#orders.values()) {
      if (other.parent === order.name && other.state === 'asleep') this.#wake(other);
      const isRival = order.group !== '' && other.group === order.group && other !== order;
      if (isRival && !this.#isOver(other)) this.#end(other, 'cancelled', 'another of its group traded');
    }
    if (order.filled >= order.quantity) this.#end(order, 'filled', '');
  }

  #wake(order: VenueOrder): void {
    order.state = 'live';
    this.look(order);
  }

  #end(order: VenueOrder, state: 'filled' | 'cancelled', reason: string): void {
    order.state = state;
    this.parts.log(`OVER ${order.name} ${state}`);
    this.parts.say(`DONE|${order.name}|${state}|${order.filled}|${reason}`);
    for (const child of this.#orders.values()) {
      const isOrphan = child.parent === order.name && child.state === 'asleep';
      if (isOrphan) this.#end(child, 'cancelled', 'its parent is over');
    }
  }
}
