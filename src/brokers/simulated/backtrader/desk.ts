import type { Bar } from '../../../domain/market-event.js';
import type { BrokerContext } from '../simulated-broker.js';
import { type Account, worthOf } from './account.js';
import { OrderBook } from './order-book.js';
import { type Scheme, schemeOf } from './scheme.js';
import type { Terms } from './terms.js';

/** What all laws of this rule set share. */
export interface Desk {
  readonly terms: Terms;
  readonly context: BrokerContext;
  /** The newest bar of each symbol. */
  readonly bars: Map<string, Bar>;
  readonly books: Map<string, Book>;
}

/** A pipeline's money and orders: a broker of that engine of its own. */
export interface Book {
  readonly account: Account;
  readonly orders: OrderBook;
}

/** The book of a pipeline, opened with its capital when it is first asked for. */
export const bookOf = ({ books, context }: Desk, pipeline: string): Book => {
  const known = books.get(pipeline);
  if (known) return known;
  const cash = context.portfolio.balance(pipeline);
  const book: Book = { account: { cash, worth: cash, positions: new Map() }, orders: new OrderBook() };
  books.set(pipeline, book);
  return book;
};

/** How the money of a symbol is counted. */
export const schemeIn = ({ terms, context }: Desk, symbol: string): Scheme =>
  schemeOf(terms, context.instrument(symbol));

/** Values an account anew at the newest closes. */
export const revalue = (desk: Desk, account: Account): void => {
  account.worth = worthOf(account, (symbol) => ({
    scheme: schemeIn(desk, symbol),
    close: desk.bars.get(symbol)?.close ?? 0,
  }));
};
