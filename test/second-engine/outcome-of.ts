import type { Desk, Lot } from './desk.js';
import type { Outcome, TradeRecord } from './script.js';

const closedRecord = (closed: Desk['closed'][number], unit: number): TradeRecord => {
  const { size, entryPrice, exitPrice, commission } = closed;
  const share = commission / (Math.abs(size) * entryPrice);
  return {
    size: size * unit,
    entryBar: closed.entryBar,
    exitBar: closed.exitBar,
    entryPrice: entryPrice / unit,
    exitPrice: exitPrice / unit,
    pnl: size * (exitPrice - entryPrice) - commission,
    commission,
    returnPct: Math.sign(size) * (exitPrice / entryPrice - 1) - share,
    sl: closed.sl === null ? null : closed.sl / unit,
    tp: closed.tp === null ? null : closed.tp / unit,
  };
};

const openRecord = ({ size, entryBar, entryPrice, sl, tp }: Lot, unit: number): TradeRecord => ({
  size: size * unit,
  entryBar,
  exitBar: null,
  entryPrice: entryPrice / unit,
  exitPrice: null,
  pnl: null,
  commission: null,
  returnPct: null,
  sl: sl?.stop === undefined ? null : sl.stop / unit,
  tp: tp?.limit === undefined ? null : tp.limit / unit,
});

/** Reports a run in the bars' own units, which a fractional unit has scaled meanwhile. */
export const outcomeOf = (desk: Desk, found: Pick<Outcome, 'equity' | 'rejected'>): Outcome => {
  const unit = desk.settings.fractionalUnit ?? 1;
  return {
    trades: desk.closed.map((closed) => closedRecord(closed, unit)),
    open: desk.lots.map((lot) => openRecord(lot, unit)),
    equity: found.equity,
    fills: desk.fills.map((fill) => ({ ...fill, size: fill.size * unit, price: fill.price / unit })),
    rejected: found.rejected,
  };
};
