import type { OutsideExecution } from '../../domain/outside-event.js';

/** What an execution, with all that corrected it, is booked as. */
interface Chain {
  quantity: number;
  price: number;
  cost: number;
  /** Whether the broker told what it cost. */
  isCostTold: boolean;
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
      readonly reason: 'correction' | 'fee';
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
 * told last of any of them.
 */
export class ExecutionBook {
  readonly #chains = new Map<string, Chain>();
  readonly #told = new Map<string, OutsideExecution>();
  /** Executions that were replaced before they were told. */
  readonly #replaced = new Map<string, Chain>();
  /** Fees of executions that were not told yet. */
  readonly #fees = new Map<string, number>();
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
    if (before) return told.commission === null ? null : this.fee({ ...told, commission: told.commission });
    this.#told.set(told.execution, told);
    const fee = told.commission ?? this.#fees.get(told.execution) ?? null;
    const older = told.replaces === null ? undefined : this.#chains.get(told.replaces);
    const newer = this.#replaced.get(told.execution);
    if (newer) return this.#link(told, newer, older);
    if (older) return this.#correct(told, older, fee);
    return this.#first(told, fee);
  }

  /** Takes what an execution cost in all; null where nothing is to be booked for it. */
  fee({ execution, commission }: { execution: string; commission: number }): Booking | null {
    const chain = this.#chains.get(execution);
    if (!chain) this.#fees.set(execution, commission);
    if (!chain || chain.cost === commission) return null;
    const cost = sum(commission, -chain.cost);
    Object.assign(chain, { cost: commission, isCostTold: true });
    return { ...about(chain, execution), reason: 'fee', units: 0, price: 0, points: 0, cost };
  }

  #first(told: OutsideExecution, fee: number | null): Booking | null {
    const { quantity, price, symbol, order, side } = told;
    const sign = side === 'buy' ? 1 : -1;
    const cost = fee ?? 0;
    const chain: Chain = { quantity, price, cost, isCostTold: fee !== null, symbol, order, sign };
    this.#chains.set(told.execution, chain);
    if (told.replaces !== null) this.#replaced.set(told.replaces, chain);
    this.accept(symbol, chain.sign * quantity);
    return quantity === 0 ? null : { kind: 'fill', told, commission: cost };
  }

  #correct(told: OutsideExecution, chain: Chain, fee: number | null): Booking | null {
    this.#chains.set(told.execution, chain);
    const { quantity, price } = told;
    chain.isCostTold ||= fee !== null;
    return this.#become(chain, told.execution, { quantity, price, cost: fee ?? chain.cost });
  }

  /** What replaced it is booked already: it counts for nothing, and with it what it replaced itself. */
  #link(told: OutsideExecution, newer: Chain, older: Chain | undefined): Booking | null {
    this.#chains.set(told.execution, newer);
    if (!older && told.replaces !== null) this.#replaced.set(told.replaces, newer);
    if (!older) return null;
    for (const [id, chain] of this.#chains) if (chain === older) this.#chains.set(id, newer);
    // They cost together what was told last; of one that told nothing, what the other did.
    const cost = newer.isCostTold ? 0 : older.cost;
    newer.cost = sum(newer.cost, cost);
    newer.isCostTold ||= older.isCostTold;
    return this.#become(older, told.execution, { quantity: 0, price: older.price, cost });
  }

  #become(chain: Chain, execution: string, is: Pick<Chain, 'quantity' | 'price' | 'cost'>): Booking | null {
    // What never was has no price: its units go at the price they came at.
    const price = is.quantity === 0 ? chain.price : is.price;
    const units = chain.sign * sum(is.quantity, -chain.quantity);
    const points = -chain.sign * chain.quantity * (price - chain.price);
    const cost = sum(is.cost, -chain.cost);
    Object.assign(chain, { ...is, price });
    this.accept(chain.symbol, units);
    if (units === 0 && points === 0 && cost === 0) return null;
    return { ...about(chain, execution), reason: 'correction', units, price, points, cost };
  }
}

const about = ({ order, symbol }: Chain, execution: string) =>
  ({ kind: 'change', order, symbol, execution }) as const;

const isSame = (a: OutsideExecution, b: OutsideExecution): boolean =>
  a.order === b.order && a.side === b.side && a.quantity === b.quantity && a.price === b.price;

/** Parts of a unit, or of a cent, add up with noise. */
const sum = (a: number, b: number): number => Number((a + b).toPrecision(12));
