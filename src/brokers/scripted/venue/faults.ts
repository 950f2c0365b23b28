import type { Dice } from './dice.js';

/** Ways in which this broker is unlike a good one. */
export const FAULTS = [
  'partial-fills',
  'price-improvement',
  'delays',
  'rejects',
  'cancel-crosses-fill',
  'duplicates',
  'reordering',
  'late-fees',
  'corrections',
  'disconnects',
  'silence',
  'lost-commands',
  'gibberish',
  'foreign-trades',
] as const;

/** The name of a way to misbehave. */
export type Fault = (typeof FAULTS)[number];

/** Decides when to misbehave: the first time there is an occasion for certain, later by chance. */
export class Faults {
  readonly #fired = new Map<Fault, number>();
  #isCalm = false;

  constructor(
    private readonly wanted: ReadonlySet<Fault>,
    private readonly dice: Dice,
    private readonly log: (line: string) => void,
  ) {}

  /** From here on it behaves. */
  calm(): void {
    this.#isCalm = true;
  }

  has(fault: Fault): boolean {
    return this.wanted.has(fault) && !this.#isCalm;
  }

  /** Whether to do it now; a `yes` is logged. */
  strikes(fault: Fault): boolean {
    if (!this.has(fault)) return false;
    const fired = this.#fired.get(fault) ?? 0;
    if (fired > 0 && this.dice.roll() >= 0.25) return false;
    this.#fired.set(fault, fired + 1);
    this.log(`FAULT ${fault}`);
    return true;
  }
}
