import type { RunFacts } from '../run-facts.js';

/** What a run is compared with: the benchmark, else the traded symbol if there is only one. */
export const marketOf = ({ benchmark, symbols }: RunFacts): string | null =>
  benchmark ?? (symbols.length === 1 ? (symbols[0] ?? null) : null);
