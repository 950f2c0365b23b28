import type { Instrument } from '../domain/instrument.js';
import type { PortfolioView } from '../domain/portfolio-view.js';

/** What holds of symbols before and after, and who trades them after. */
interface Worlds {
  readonly before: Readonly<Record<string, Instrument>>;
  readonly instruments: Readonly<Record<string, Instrument>>;
  readonly pipelines: readonly { readonly id: string }[];
}

/** Why something that is open cannot stay so; null where it can. */
export const openFault = (
  view: PortfolioView,
  { before: known, instruments, pipelines }: Worlds,
): string | null => {
  for (const id of view.pipelines) {
    const held = [...view.lots(id), ...view.liveOrders(id).map(({ order }) => order)];
    const [one] = held;
    if (one && !pipelines.some((other) => other.id === id)) {
      return `pipeline ${id} is not in it and has something open in ${one.symbol}`;
    }
    for (const { symbol } of held) {
      const now = instruments[symbol];
      if (!now) return `pipeline ${id} has something open in ${symbol}, which nothing in it follows`;
      const before = known[symbol];
      const other = WORTH.find((field) => before?.[field] !== now[field]);
      if (other) return `${symbol} is open and its ${other} is ${now[other]}, not ${before?.[other]}`;
    }
  }
  return null;
};

/** What a lot is worth hangs on these. */
const WORTH = ['currency', 'multiplier', 'settlement'] as const;
