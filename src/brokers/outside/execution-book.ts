import type { OutsideExecution } from '../../domain/outside-event.js';
import { withoutNoise } from '../../portfolio/without-noise.js';
import type { Booking, Change } from './booking.js';

/** What an execution, with all that corrected it, is booked as. */
interface Chain {
  quantity: number;
  price: number;
  cost: number;
  /** Its executions' identities, what replaces another behind it. */
  members: readonly string[];
  readonly symbol: string;
  /** 1 where it buys, -1 where it sells. */
  readonly sign: number;
  /** The order it belongs to, as the broker calls it. */
  readonly order: string;
}

/**
 * Executions by the broker's identity, each booked once: told again it is nothing, told anew it is the
 * difference, in whatever order the two come. A chain of corrections is one execution, and costs what was
 * told of the newest of them of which anything was.
 *
 * Of an order that is forgotten the identities stay, with what they cost: some 130 bytes each, as long as
 * the segment lasts. Without them a broker that tells one again would be believed, and units booked twice.
 */
export class ExecutionBook {
  readonly #chains = new Map<string, Chain>();
  readonly #told = new Map<string, OutsideExecution>();
  /** Chains by the execution that their oldest replaces, which was not told yet. */
  readonly #awaiting = new Map<string, Chain>();
  /** What executions cost, told with them, before them or later. */
  readonly #costs = new Map<string, number>();
  readonly #units = new Map<string, number>();
  /** Identities by the order they belong to, as the broker calls it. */
  readonly #byOrder = new Map<string, string[]>();
  /** Executions of orders that are forgotten, and what each cost; null: nobody said. */
  readonly #past = new Map<string, number | null>();
  #sweepAt = SWEEP_MIN;

  /** Signed units of a symbol by all that was booked. */
  units(symbol: string): number {
    return this.#units.get(symbol) ?? 0;
  }

  /** Symbols of which anything was booked. */
  symbols(): readonly string[] {
    return [...this.#units.keys()];
  }

  /** Units that came by another way than an execution: a person accepted them. */
  accept(symbol: string, units: number): void {
    this.#units.set(symbol, sum(this.units(symbol), units));
  }

  /** What is held by all that was told in earlier segments is what their journal says. */
  takeOver(symbol: string, units: number): void {
    this.#units.set(symbol, units);
  }

  /** Whether an execution was told before, of an order that is forgotten by now too. */
  isKnown(execution: string): boolean {
    return this.#told.has(execution) || this.#past.has(execution);
  }

  /** An execution of an order that is forgotten was said aloud, and is not again. */
  setAside({ execution, commission }: OutsideExecution): void {
    this.#past.set(execution, commission);
  }

  /** Lets go of the orders that are forgotten, where as many came as were kept the last time. */
  forget(isForgotten: (order: string) => boolean): void {
    if (this.#byOrder.size < this.#sweepAt) return;
    for (const [order, executions] of this.#byOrder) {
      if (!isForgotten(order)) continue;
      for (const execution of executions) this.#retire(execution);
      this.#byOrder.delete(order);
    }
    this.#sweepAt = 2 * this.#byOrder.size + SWEEP_MIN;
  }

  /** Takes what the broker told; null where nothing is to be booked for it. */
  execution(told: OutsideExecution): Booking | null {
    const before = this.#told.get(told.execution);
    if (before && !isSame(before, told)) return { kind: 'contradiction', told };
    if (told.commission !== null) this.#costs.set(told.execution, told.commission);
    if (before) return this.#costed(told.execution);
    this.#told.set(told.execution, told);
    const ofOrder = this.#byOrder.get(told.order);
    if (ofOrder) ofOrder.push(told.execution);
    else this.#byOrder.set(told.order, [told.execution]);
    const older = told.replaces === null ? undefined : this.#chains.get(told.replaces);
    const newer = this.#awaiting.get(told.execution);
    if (!older && told.replaces !== null) this.#awaiting.set(told.replaces, newer ?? this.#chainOf(told));
    if (newer) return this.#link(told, newer, older);
    return older ? this.#correct(told, older) : this.#first(told);
  }

  /** Takes what an execution cost in all, `past` where its order is forgotten; null where that is no news. */
  fee({ execution, commission }: { execution: string; commission: number }): Change | 'past' | null {
    const past = this.#past.get(execution);
    if (past !== undefined) {
      this.#past.set(execution, commission);
      return past === commission ? null : 'past';
    }
    this.#costs.set(execution, commission);
    return this.#costed(execution);
  }

  #retire(execution: string): void {
    this.#past.set(execution, this.#costs.get(execution) ?? null);
    const replaces = this.#told.get(execution)?.replaces ?? null;
    if (replaces !== null) this.#awaiting.delete(replaces);
    for (const known of [this.#told, this.#chains, this.#costs]) known.delete(execution);
  }

  #costed(execution: string): Change | null {
    const chain = this.#chains.get(execution);
    const cost = chain ? this.#settle(chain) : 0;
    if (!chain || cost === 0) return null;
    return { ...about(chain, execution), units: 0, price: 0, points: 0, cost };
  }

  #first(told: OutsideExecution): Booking | null {
    const chain = this.#chainOf(told);
    if (told.quantity === 0) return this.#costed(told.execution);
    this.accept(chain.symbol, chain.sign * chain.quantity);
    return { kind: 'fill', told, commission: this.#settle(chain) };
  }

  #correct(told: OutsideExecution, chain: Chain): Booking | null {
    chain.members = [...chain.members, told.execution];
    this.#chains.set(told.execution, chain);
    return this.#become(chain, told.execution, told);
  }

  /** What replaced it is booked already: it counts for nothing, and with it what it replaced itself. */
  #link(told: OutsideExecution, newer: Chain, older: Chain | undefined): Booking | null {
    newer.members = [...(older?.members ?? []), told.execution, ...newer.members];
    for (const member of newer.members) this.#chains.set(member, newer);
    if (!older) return this.#costed(told.execution);
    newer.cost = sum(newer.cost, older.cost);
    const cost = this.#settle(newer);
    const units = -older.sign * older.quantity;
    this.accept(older.symbol, units);
    return booked({ ...about(older, told.execution), units, price: older.price, points: 0, cost });
  }

  #become(chain: Chain, execution: string, is: Pick<Chain, 'quantity' | 'price'>): Booking | null {
    // What never was has no price: its units go at the price they came at.
    const price = is.quantity === 0 ? chain.price : is.price;
    const units = chain.sign * sum(is.quantity, -chain.quantity);
    const points = -chain.sign * chain.quantity * (price - chain.price);
    Object.assign(chain, { quantity: is.quantity, price });
    this.accept(chain.symbol, units);
    return booked({ ...about(chain, execution), units, price, points, cost: this.#settle(chain) });
  }

  #chainOf({ execution, quantity, price, symbol, order, side }: OutsideExecution): Chain {
    const known = this.#chains.get(execution);
    if (known) return known;
    const sign = side === 'buy' ? 1 : -1;
    const chain = { quantity, price, cost: 0, members: [execution], symbol, order, sign };
    this.#chains.set(execution, chain);
    return chain;
  }

  /** How much more a chain costs than was booked, which is booked now. */
  #settle(chain: Chain): number {
    const told = chain.members.findLast((member) => this.#costs.has(member));
    const cost = told === undefined ? 0 : (this.#costs.get(told) ?? 0);
    const more = sum(cost, -chain.cost);
    chain.cost = cost;
    return more;
  }
}

/** Fewer orders are not gone through. */
const SWEEP_MIN = 1_000;

/** A correction that changes nothing is nothing. */
const booked = (change: Change): Change | null => {
  const { units, points, cost } = change;
  return units === 0 && points === 0 && cost === 0 ? null : change;
};

const about = ({ order, symbol }: Chain, execution: string) =>
  ({ kind: 'change', order, symbol, execution }) as const;

const isSame = (a: OutsideExecution, b: OutsideExecution): boolean =>
  a.order === b.order && a.side === b.side && a.quantity === b.quantity && a.price === b.price;

/** Of units, or of money. */
const sum = (a: number, b: number): number => withoutNoise(a + b);
