import type { OutsideExecution } from '../../domain/outside-event.js';

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

/** What is still to be booked of what the broker told. */
export type Booking =
  | { readonly kind: 'fill'; readonly told: OutsideExecution; readonly commission: number }
  | {
      readonly kind: 'change';
      readonly order: string;
      readonly symbol: string;
      readonly execution: string;
      /** Signed units more than were booked, at a price. */
      readonly units: number;
      readonly price: number;
      /** Money per unit of the multiplier by which the booked units were booked wrong. */
      readonly points: number;
      /** Commission more than was booked. */
      readonly cost: number;
    }
  /** The same identity was told with other values: nothing of it can be believed. */
  | { readonly kind: 'contradiction'; readonly told: OutsideExecution };

/**
 * Executions by the broker's identity, each booked once: told again it is nothing, told anew it is the
 * difference, in whatever order the two come. A chain of corrections is one execution, and costs what was
 * told of the newest of them of which anything was.
 */
export class ExecutionBook {
  readonly #chains = new Map<string, Chain>();
  readonly #told = new Map<string, OutsideExecution>();
  /** Chains by the execution that their oldest replaces, which was not told yet. */
  readonly #awaiting = new Map<string, Chain>();
  /** What executions cost, told with them, before them or later. */
  readonly #costs = new Map<string, number>();
  readonly #units = new Map<string, number>();

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

  /** Takes what the broker told; null where nothing is to be booked for it. */
  execution(told: OutsideExecution): Booking | null {
    const before = this.#told.get(told.execution);
    if (before && !isSame(before, told)) return { kind: 'contradiction', told };
    if (told.commission !== null) this.#costs.set(told.execution, told.commission);
    if (before) return this.#costed(told.execution);
    this.#told.set(told.execution, told);
    const older = told.replaces === null ? undefined : this.#chains.get(told.replaces);
    const newer = this.#awaiting.get(told.execution);
    if (!older && told.replaces !== null) this.#awaiting.set(told.replaces, newer ?? this.#chainOf(told));
    if (newer) return this.#link(told, newer, older);
    return older ? this.#correct(told, older) : this.#first(told);
  }

  /** Takes what an execution cost in all; null where nothing is to be booked for it. */
  fee({ execution, commission }: { execution: string; commission: number }): Booking | null {
    this.#costs.set(execution, commission);
    return this.#costed(execution);
  }

  #costed(execution: string): Booking | null {
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

/** A correction that changes nothing is nothing. */
const booked = (change: Extract<Booking, { kind: 'change' }>): Booking | null => {
  const { units, points, cost } = change;
  return units === 0 && points === 0 && cost === 0 ? null : change;
};

const about = ({ order, symbol }: Chain, execution: string) =>
  ({ kind: 'change', order, symbol, execution }) as const;

const isSame = (a: OutsideExecution, b: OutsideExecution): boolean =>
  a.order === b.order && a.side === b.side && a.quantity === b.quantity && a.price === b.price;

/** Parts of a unit, or of a cent, add up with noise. */
const sum = (a: number, b: number): number => Number((a + b).toPrecision(12));
