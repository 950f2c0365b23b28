/** What Interactive Brokers asks for a contract at an American exchange; money. */
export interface FuturesRate {
  /** The broker's own part, by the month's tiers: up to 1,000 contracts, 10,000, 20,000, and above. */
  readonly broker: readonly [number, number, number, number];
  /** What the exchange asks. */
  readonly exchange: number;
  /** The regulator's part (NFA). */
  readonly regulatory: number;
}

const STANDARD = [0.85, 0.65, 0.45, 0.25] as const;
const MICRO = [0.25, 0.2, 0.15, 0.1] as const;
const SMALL_FX = [0.5, 0.4, 0.3, 0.15] as const;
const MICRO_FX = [0.15, 0.12, 0.08, 0.05] as const;
const REGULATORY = 0.02;
/** Asked where the contract is not in the tables: what most of the others at CME Group cost. */
const EXCHANGE = 1.6;

type Parts = readonly [broker: FuturesRate['broker'], exchange: number];

const same = (rate: number): FuturesRate['broker'] => [rate, rate, rate, rate];

const rows = (symbols: string, ...parts: Parts): readonly [string, Parts][] =>
  symbols.split(' ').map((symbol) => [symbol, parts]);

const FUTURES = new Map<string, Parts>([
  ...rows('ES NQ YM RTY EMD', STANDARD, 1.28),
  ...rows('MYM M2K MES MNQ 2YY 5YY 10Y 30Y MCL MGC SIL', MICRO, 0.3),
  ...rows('BTC', same(5), 6),
  ...rows('MBT', same(2.25), 2.5),
  ...rows('ETH', same(3), 4),
  ...rows('MET', same(0.2), 0.2),
  ...rows('E7 J7', SMALL_FX, 0.85),
  ...rows('M6E M6A M6B MCD MJY MSF M6J MIR M6C M6S MNH', MICRO_FX, 0.24),
]);

const OPTIONS = new Map<string, Parts>([
  ...rows('ES NQ YM RTY EMD', STANDARD, 0.55),
  ...rows('MYM M2K MES MNQ 2YY 5YY 10Y 30Y MCL MGC SIL', MICRO, 0.2),
  ...rows('BTC', same(5), 5),
  ...rows('MBT', same(1.25), 2.5),
  ...rows('ETH', same(3), 4),
  ...rows('MET', same(0.1), 0.2),
]);

/**
 * The parts of a futures contract's fee, or of an option's on one, by what stands before the first `.` or
 * `@` of its symbol: `ES.202612@CME` is `ES`.
 *
 * Source: interactivebrokers.com, "Commissions Futures", United States, as stored from 2023 on (its first
 * tier is the fixed price too), and the CME's, CBOT's and CFE's exchange fees behind it as LEAN
 * (commit 2486390, `InteractiveBrokersFeeModel`) wrote them down.
 */
export const ibkrFutures = (symbol: string, isOption: boolean): FuturesRate => {
  const [root = symbol] = symbol.split(/[.@]/);
  const [broker, exchange] = (isOption ? OPTIONS : FUTURES).get(root) ?? [STANDARD, EXCHANGE];
  return { broker, exchange, regulatory: REGULATORY };
};
