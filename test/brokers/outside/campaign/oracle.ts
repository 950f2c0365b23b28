/** What the venue's raw log says truly happened; in its own words, sharing no code with what is tested. */
export interface Truth {
  /** Orders that arrived, by name, with how often. */
  readonly arrived: ReadonlyMap<string, number>;
  /** Orders still at work at the end. */
  readonly working: ReadonlySet<string>;
  /** Units by order, all corrections counted. */
  readonly filled: ReadonlyMap<string, number>;
  /** Net units by symbol of our own orders, and of others on the account. */
  readonly units: ReadonlyMap<string, number>;
  readonly foreign: ReadonlyMap<string, number>;
  /** What was paid for all of it, and what it cost. */
  readonly paid: number;
  readonly costs: number;
  /** Identities of executions that were never replaced. */
  readonly executions: ReadonlySet<string>;
  readonly faults: ReadonlyMap<string, number>;
}

/** Reads a log. */
export const readTruth = (log: readonly string[]): Truth => {
  const arrived = new Map<string, number>();
  const working = new Set<string>();
  const faults = new Map<string, number>();
  const foreign = new Map<string, number>();
  const trades = new Map<
    string,
    { order: string; symbol: string; sign: number; units: number; price: number }
  >();
  let costs = 0;
  const add = (map: Map<string, number>, key: string, value: number) =>
    map.set(key, (map.get(key) ?? 0) + value);
  for (const line of log) {
    const [, verb, a = '', b = '', c = '', d, e, f] = line.split(' ');
    if (verb === 'FAULT') add(faults, a, 1);
    if (verb === 'RECV' && a.startsWith('NEW|')) add(arrived, a.split('|')[1] ?? '', 1);
    if (verb === 'LIVE') working.add(a);
    if (verb === 'OVER') working.delete(a);
    if (verb === 'COST') costs += Number(b);
    if (verb === 'FOREIGN') add(foreign, a, Number(b));
    if (verb === 'TRADE') {
      const sign = d === 'B' ? 1 : -1;
      trades.set(a, { order: b, symbol: c, sign, units: Number(e), price: Number(f) });
    }
    if (verb === 'REPLACE') {
      const was = trades.get(a);
      if (!was) throw new Error(`the log replaces ${a}, which it does not have`);
      trades.delete(a);
      trades.set(b, { ...was, units: Number(c), price: Number(d) });
    }
  }
  const units = new Map<string, number>();
  const filled = new Map<string, number>();
  let paid = 0;
  for (const trade of trades.values()) {
    add(units, trade.symbol, trade.sign * trade.units);
    add(filled, trade.order, trade.units);
    paid += trade.sign * trade.units * trade.price;
  }
  const executions = new Set(trades.keys());
  return { arrived, working, filled, units, foreign, paid, costs, executions, faults };
};
