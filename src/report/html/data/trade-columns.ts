import type { EntryOf } from '../../../domain/journal.js';
import type { TradeRecord } from '../../../domain/trade-record.js';
import { excursionsOver } from '../../../statistics/trades/excursions.js';
import { barOf } from './bar-of.js';
import { barsOfTrade } from './bars-of-trade.js';
import { rounded } from './rounded.js';
import { barReader, type SymbolBars } from './symbol-bars.js';
import type { Words } from './words.js';

/** Trades as columns. Texts are indices of words; bars are indices among the bars of the trade's symbol. */
export interface TradeColumns {
  readonly pipeline: readonly number[];
  readonly symbol: readonly number[];
  readonly quantity: readonly number[];
  /** Epoch milliseconds. */
  readonly entryAt: readonly number[];
  readonly exitAt: readonly number[];
  readonly entryBar: readonly number[];
  readonly exitBar: readonly number[];
  readonly entryPrice: readonly number[];
  readonly exitPrice: readonly number[];
  readonly pnl: readonly number[];
  readonly returnPct: readonly number[];
  /** Excursions, in percent of the entry price. */
  readonly adversePct: readonly number[];
  readonly favourablePct: readonly number[];
  readonly commission: readonly number[];
  readonly because: readonly number[];
  /** Of the fill that closed it. */
  readonly exitBecause: readonly number[];
}

/** What trades are told with. */
export interface TradeContext {
  readonly bars: ReadonlyMap<string, SymbolBars>;
  readonly fills: readonly EntryOf<'fill'>[];
  readonly actions: readonly EntryOf<'action'>[];
  readonly words: Words;
}

/** Puts trades into columns, with how far the market went meanwhile and why they were closed. */
export const tradeColumns = (
  trades: readonly TradeRecord[],
  { bars, fills, actions, words }: TradeContext,
): TradeColumns => {
  const barsOf = ({ symbol }: TradeRecord): SymbolBars | undefined => bars.get(symbol);
  const reasons = exitReasons(fills);
  const moved = trades.map((trade) =>
    excursionsOver(trade, barsOfTrade(trade, barReader(barsOf(trade)), actions)),
  );
  const column = (of: (trade: TradeRecord) => number): number[] => trades.map(of);
  return {
    pipeline: column(({ pipeline }) => words.indexOf(pipeline)),
    symbol: column(({ symbol }) => words.indexOf(symbol)),
    quantity: column(({ quantity }) => quantity),
    entryAt: column(({ entryAt }) => entryAt),
    exitAt: column(({ exitAt }) => exitAt),
    entryBar: column((trade) =>
      barOf(barsOf(trade), { at: trade.entryAt, price: trade.entryPrice, bar: trade.entryBar }),
    ),
    exitBar: column((trade) =>
      barOf(barsOf(trade), { at: trade.exitAt, price: trade.exitPrice, bar: trade.exitBar }),
    ),
    entryPrice: column(({ entryPrice }) => rounded(entryPrice)),
    exitPrice: column(({ exitPrice }) => rounded(exitPrice)),
    pnl: column(({ pnl }) => rounded(pnl)),
    returnPct: column(({ returnPct }) => rounded(returnPct)),
    adversePct: moved.map(({ adverse }) => percent(adverse)),
    favourablePct: moved.map(({ favourable }) => percent(favourable)),
    commission: column(({ commission }) => rounded(commission)),
    because: column(({ because }) => words.indexOf(because)),
    exitBecause: column((trade) =>
      words.indexOf(reasons.get(fillName(trade, trade.exitAt, trade.quantity < 0)) ?? ''),
    ),
  };
};

const percent = (fraction: number): number => Number((100 * fraction).toFixed(4));

const exitReasons = (fills: readonly EntryOf<'fill'>[]): ReadonlyMap<string, string> =>
  new Map(
    fills.map(({ pipeline, symbol, body }) => [
      fillName({ pipeline, symbol }, body.happenedAt, body.side === 'buy'),
      body.because,
    ]),
  );

const fillName = (
  { pipeline, symbol }: { readonly pipeline: string | null; readonly symbol: string | null },
  at: number,
  isBuy: boolean,
): string => JSON.stringify([pipeline, symbol, at, isBuy]);
