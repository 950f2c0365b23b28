import { assert } from '../../../domain/assert.js';
import type { Lot } from '../../../domain/lot.js';
import type { Bar } from '../../../domain/market-event.js';
import { openProfit, type Valuation } from '../../../portfolio/open-profit.js';
import type { BrokerContext } from '../simulated-broker.js';
import { OrderBook } from './order-book.js';
import type { Terms } from './terms.js';

/** The newest bar of a symbol and the close before it, where there was one. */
export interface Rows {
  readonly bar: Bar;
  readonly before: Bar | null;
}

/** What all laws of this rule set share. */
export interface Desk {
  readonly terms: Terms;
  readonly context: BrokerContext;
  readonly book: OrderBook;
  readonly rows: Map<string, Rows>;
  /** What open lots are worth at the newest closes, per whole unit; asked for at every bar. */
  readonly valuation: Valuation;
}

/** A desk at which nothing has happened yet. */
export const deskOf = (terms: Terms, context: BrokerContext): Desk => {
  const valuation: Valuation = {
    priceOf: ({ symbol }) => lastPrice(desk, symbol),
    multiplierOf: (symbol) => pointOf(desk, symbol),
  };
  const desk: Desk = { terms, context, book: new OrderBook(), rows: new Map(), valuation };
  return desk;
};

/** Whether a quantity is whole units, at least one: no part of a unit is traded. */
export const isWhole = ({ unit }: Terms, quantity: number): boolean => {
  const units = quantity / unit;
  const nearest = Math.round(units);
  // 0.3 / 0.1 is just below 3: what lies that near is the whole number that was meant.
  return nearest >= 1 && Math.abs(units - nearest) <= 1e-9 * nearest;
};

/** The units of a quantity that is whole. */
export const unitsOf = ({ unit }: Terms, quantity: number): number => Math.round(quantity / unit);

/** Signed whole units of an open lot. */
export const lotUnits = (terms: Terms, { quantity }: Lot): number => Math.round(quantity / terms.unit);

/** The newest close the rule set may use, per unit: of the bar being met, even for fills at its open. */
export const knownPrice = ({ terms, rows, context }: Desk, symbol: string): number | undefined => {
  const price = rows.get(symbol)?.bar.close ?? context.market.last(symbol);
  return price === undefined ? undefined : price * terms.unit;
};

/** The same for a symbol in which something is held: its price has been seen. */
export const lastPrice = (desk: Desk, symbol: string): number => {
  const price = knownPrice(desk, symbol);
  if (price === undefined) assert(false, `backtesting.py: ${symbol} is held and has no price`);
  return price;
};

/** What a fill costs: a fixed part, and a rate on its value. */
export const feeOf = (
  desk: Desk,
  symbol: string,
  { units, price }: { units: number; price: number },
): number =>
  desk.terms.commissionFixed + Math.abs(units) * price * desk.terms.commissionRate * pointOf(desk, symbol);

/** Money per point of price and unit. */
export const pointOf = ({ context }: Desk, symbol: string): number => context.instrument(symbol).multiplier;

/** Cash and open profit at the newest closes, in whole units, added up as the portfolio does it. */
export const equityOf = (desk: Desk, pipeline: string): number => {
  const { terms, context, valuation } = desk;
  const lots = context.portfolio.lots(pipeline);
  // Asked at every bar: whole units are what the lots say already.
  const inUnits =
    terms.unit === 1
      ? lots
      : lots.map((lot) => ({
          symbol: lot.symbol,
          quantity: lotUnits(terms, lot),
          entryPrice: lot.entryPrice * terms.unit,
        }));
  return context.portfolio.balance(pipeline) + openProfit(inUnits, valuation);
};

/** What may still be put at risk: equity less the margin of all open lots, never below 0. */
export const availableOf = (desk: Desk, pipeline: string): number => {
  let margin = 0;
  for (const lot of desk.context.portfolio.lots(pipeline)) {
    const units = Math.abs(lotUnits(desk.terms, lot));
    // Divided by the leverage, not multiplied by the ratio: the last digit decides whether an exact fit fits.
    margin += (units * lastPrice(desk, lot.symbol) * pointOf(desk, lot.symbol)) / desk.terms.leverage;
  }
  return Math.max(0, equityOf(desk, pipeline) - margin);
};
