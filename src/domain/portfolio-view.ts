import type { OrderRecord, TargetRecord } from './journal.js';
import type { Lot } from './lot.js';

/**
 * The only way back: what the journal adds up to, read by risk and brokers, changed by nobody but the fold.
 * Money is in the base currency; `balance` is capital plus realised P&L less commissions, `equity` adds the
 * open P&L at the marks. Lots stand in the order in which they were opened.
 */
export interface PortfolioView {
  readonly pipelines: readonly string[];
  readonly balance: (pipeline: string) => number;
  readonly equity: (pipeline: string) => number;
  /** Money by currency, all pipelines together. */
  readonly cash: () => Readonly<Record<string, number>>;
  /** Signed units held by one pipeline. */
  readonly position: (pipeline: string, symbol: string) => number;
  /** Open lots of one pipeline in all symbols, or in one, oldest first. */
  readonly lots: (pipeline: string, symbol?: string) => readonly Lot[];
  /** What the lot is called that the newest entry opens, if it does, by its serial. */
  readonly lotOf: (serial: number) => string;
  /** Orders of one pipeline that may still fill, oldest first. */
  readonly liveOrders: (pipeline: string) => readonly OrderRecord[];
  /** The newest order with this key of one pipeline, alive or not. */
  readonly orderByKey: (pipeline: string, key: string) => OrderRecord | undefined;
  readonly target: (pipeline: string, symbol: string) => TargetRecord | undefined;
  /** An order by its id, alive or not; of those that are over a long run knows the newest. */
  readonly order: (id: string) => OrderRecord | undefined;
  /** Whether an order is over for so long that nothing more is known of it. */
  readonly isForgotten: (id: string) => boolean;
  /** Symbols in which any pipeline holds something or has a live order. */
  readonly symbols: () => readonly string[];
}

/** The newest prices the engine knows of a symbol, in its currency. */
export interface MarketView {
  readonly last: (symbol: string) => number | undefined;
  readonly bid: (symbol: string) => number | undefined;
  readonly ask: (symbol: string) => number | undefined;
}
