import type { Outcome } from '../../domain/journal.js';
import type { Freeze } from '../../domain/outside-view.js';
import type { BrokerFreeze } from '../simulated/simulated-broker.js';

/** What is not known, by symbol: while anything is, its symbol takes no new risk. */
export class Freezes {
  readonly #reasons = new Map<string, Freeze>();

  /** Every reason, oldest first. */
  all(): readonly Freeze[] {
    return [...this.#reasons.values()];
  }

  /** The oldest reason that holds for a symbol. */
  of(symbol: string): Outcome | null {
    for (const { symbol: about, code, facts } of this.#reasons.values()) {
      if (about === null || about === symbol) return { code, facts };
    }
    return null;
  }

  /** A reason is there; said again it is nothing new. */
  *set(freeze: Freeze): Iterable<BrokerFreeze> {
    if (this.#reasons.has(freeze.name)) return;
    this.#reasons.set(freeze.name, freeze);
    yield said(freeze, true);
  }

  /** A reason is there with other facts: they are said, and it holds since it began. */
  *renew(freeze: Freeze): Iterable<BrokerFreeze> {
    const since = this.#reasons.get(freeze.name)?.since ?? freeze.since;
    this.#reasons.set(freeze.name, { ...freeze, since });
    yield said(freeze, true);
  }

  /** Something newer is known of a reason that is there: it is shown, and changes nothing. */
  retell(name: string, facts: Outcome['facts']): void {
    const freeze = this.#reasons.get(name);
    if (freeze) this.#reasons.set(name, { ...freeze, facts });
  }

  /** A reason is gone. */
  *lift(name: string): Iterable<BrokerFreeze> {
    const freeze = this.#reasons.get(name);
    if (!freeze) return;
    this.#reasons.delete(name);
    yield said(freeze, false);
  }
}

const said = ({ symbol, code, facts }: Freeze, frozen: boolean): BrokerFreeze => ({
  kind: 'freeze',
  symbol,
  code,
  facts,
  frozen,
});
