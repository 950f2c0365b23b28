import type { Entry } from '../domain/journal.js';
import type { Lot } from '../domain/lot.js';
import type { TradeRecord } from '../domain/trade-record.js';
import { Ledger } from './ledger.js';
import { TradeBook } from './trade-book.js';

/** What a journal's fills came to. */
export interface Trades {
  /** Lots, or parts of them, in the order in which they were closed. */
  readonly closed: readonly TradeRecord[];
  /** Lots that are open at the end, oldest first. */
  readonly open: readonly Lot[];
  /** Dividends received by longs less those paid by shorts; no trade has a part of them. */
  readonly dividends: number;
}

/** Takes a journal's entries one by one and tells the trades at any time. */
export interface TradeFold {
  readonly add: (entry: Entry) => void;
  readonly trades: () => Trades;
}

/** Begins to fold the fills, splits and dividends of a journal into trades. */
export const tradeFold = (): TradeFold => {
  const closed: TradeRecord[] = [];
  const list = {
    add: (trade: TradeRecord) => closed.push(trade) - 1,
    at: (place: number) => closed[place],
    put: (place: number, trade: TradeRecord) => void (closed[place] = trade),
  };
  const ledger = new Ledger(new TradeBook(list));
  return {
    add: (entry) => {
      if (entry.kind === 'begin') ledger.begin(entry.body);
      if (entry.kind === 'carried') ledger.carry(entry.body);
      if (entry.kind === 'session') ledger.lotNames.session();
      if (entry.kind === 'fill') ledger.fill(entry);
      if (entry.kind === 'adjustment') ledger.adjust(entry);
      if (entry.kind === 'action') ledger.act(entry);
      if (entry.kind === 'halt' && entry.body.code === 'RUINED') ledger.ruin(entry.pipeline ?? '');
    },
    trades: () => {
      const open = [...ledger.accounts.values()].flatMap(({ lots }) => lots.all());
      return { closed, open, dividends: ledger.dividends };
    },
  };
};

/** The trades of a journal that is there already. */
export const tradesOf = (entries: Iterable<Entry>): Trades => {
  const fold = tradeFold();
  for (const entry of entries) fold.add(entry);
  return fold.trades();
};
