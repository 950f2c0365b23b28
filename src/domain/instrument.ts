/** What an instrument is, as far as its prices and its money behave differently from another's. */
export type AssetClass = 'equity' | 'etf' | 'forex' | 'future' | 'option' | 'crypto' | 'index';

/** A thing that is traded: its identity, its grid of prices and quantities, its money, its hours. */
export interface Instrument {
  /** An identity, unique in a run and the same everywhere: `AAPL`, `EUR.USD`, `ES.202612@CME`. */
  readonly symbol: string;
  readonly assetClass: AssetClass;
  readonly venue: string | null;
  /** The currency in which its price, its P&L and its fees are counted. */
  readonly currency: string;
  /** Money per point of price and unit of quantity; P&L, notional, fees and limits all use it. */
  readonly multiplier: number;
  /** The grid of prices; null where none is known. */
  readonly tickSize: number | null;
  /** The grid of quantities. */
  readonly lotSize: number;
  readonly minQuantity: number;
  /** An exchange calendar by name (`XNYS`); null: it trades around the clock as far as we know. */
  readonly calendar: string | null;
  readonly timeZone: string;
  /** Money per unit of quantity that an open position ties up; null: its full notional. */
  readonly margin: { readonly initial: number; readonly maintenance: number } | null;
  readonly settlement: 'cash' | 'daily';
}

/** The instrument a symbol is taken for when the config does not describe it: a share priced in dollars. */
export const usShare = (symbol: string): Instrument => ({
  symbol,
  assetClass: 'equity',
  venue: null,
  currency: 'USD',
  multiplier: 1,
  tickSize: 0.01,
  lotSize: 1,
  minQuantity: 1,
  calendar: null,
  timeZone: 'UTC',
  margin: null,
  settlement: 'cash',
});
