import type { FillRecord, Settings } from './script.js';

/** An open trade, or the closed part of one. */
export interface Lot {
  size: number;
  readonly entryBar: number;
  readonly entryPrice: number;
  sl: Ticket | undefined;
  tp: Ticket | undefined;
}

/** A lot's part that has been closed, with what both of its sides cost. */
export interface ClosedLot {
  readonly size: number;
  readonly entryBar: number;
  readonly entryPrice: number;
  readonly exitBar: number;
  readonly exitPrice: number;
  readonly commission: number;
  readonly sl: number | null;
  readonly tp: number | null;
}

/** A line of the queue: a stand-alone order, or one that can only close its lot. */
export interface Ticket {
  readonly role: 'entry' | 'close' | 'sl' | 'tp';
  /** Signed; below 1 in magnitude it is a fraction of what is available. */
  size: number;
  readonly limit: number | undefined;
  readonly stop: number | undefined;
  /** Set for good once the stop was reached: from then on a market or a limit order. */
  hit: boolean;
  readonly stopLoss?: number | undefined;
  readonly takeProfit?: number | undefined;
  readonly lot?: Lot;
}

/** Where and at what price something happens. */
export interface Spot {
  readonly bar: number;
  readonly price: number;
}

/** Everything that changes during a run. */
export interface Desk {
  readonly settings: Settings;
  cash: number;
  /** The close of the bar being processed: marks and margins use it, even for fills at the open. */
  last: number;
  queue: Ticket[];
  lots: Lot[];
  readonly closed: ClosedLot[];
  readonly fills: FillRecord[];
}

/** What one side of a trade costs. */
export const fee = ({ settings }: Desk, size: number, price: number): number =>
  settings.commissionFixed + Math.abs(size) * price * settings.commissionRate;

/**
 * Cash and open profit at the last close: what all lots are worth less what all of them have cost, in this
 * order, since the last digit decides whether an exact fit fits.
 */
export const equityOf = ({ cash, last, lots }: Desk): number => {
  const held = lots.reduce((sum, { size }) => sum + size, 0);
  return cash + (last * held - lots.reduce((sum, { size, entryPrice }) => sum + size * entryPrice, 0));
};

/** What may still be put at risk: equity less the margin of all open trades, never below 0. */
export const availableOf = (desk: Desk): number => {
  const leverage = 1 / desk.settings.marginRatio;
  const margin = desk.lots.reduce((sum, { size }) => sum + (Math.abs(size) * desk.last) / leverage, 0);
  return Math.max(0, equityOf(desk) - margin);
};

const drop = <T>(list: readonly T[], gone: T | undefined): T[] => list.filter((one) => one !== gone);

/** Takes a ticket out of the queue. */
export const dequeue = (desk: Desk, ticket: Ticket | undefined): void => {
  desk.queue = drop(desk.queue, ticket);
};

/** Gives a lot a new stop-loss or take-profit, or none, in place of the one it had. */
export const protect = (
  desk: Desk,
  lot: Lot,
  change: { role: 'sl' | 'tp'; price: number | undefined },
): void => {
  const { role, price } = change;
  dequeue(desk, lot[role]);
  lot[role] = undefined;
  if (price === undefined) return;
  const size = -lot.size;
  if (role === 'sl') {
    lot.sl = { role, size, limit: undefined, stop: price, hit: false, lot };
    desk.queue.unshift(lot.sl);
  } else {
    lot.tp = { role, size, limit: price, stop: undefined, hit: false, lot };
    desk.queue.push(lot.tp);
  }
};

/** Opens a lot and charges its entry; its stop-loss queues in front, its take-profit at the end. */
export const openLot = (desk: Desk, ticket: Ticket, fill: Spot & { size: number }): void => {
  const { bar, price, size } = fill;
  const lot: Lot = { size, entryBar: bar, entryPrice: price, sl: undefined, tp: undefined };
  desk.lots.push(lot);
  desk.cash -= fee(desk, size, price);
  desk.fills.push({ bar, kind: 'open', size, price });
  if (ticket.takeProfit !== undefined) protect(desk, lot, { role: 'tp', price: ticket.takeProfit });
  if (ticket.stopLoss !== undefined) protect(desk, lot, { role: 'sl', price: ticket.stopLoss });
};

/** Closes `units` of a lot (a magnitude) at the raw price; a closed lot takes its stop and target along. */
export const closeLot = (desk: Desk, lot: Lot, { bar, price, units }: Spot & { units: number }): void => {
  const size = Math.sign(lot.size) * units;
  const whole = units === Math.abs(lot.size);
  const exitFee = fee(desk, size, price);
  desk.cash += size * (price - lot.entryPrice) - exitFee;
  desk.fills.push({ bar, kind: 'close', size: -size, price });
  desk.closed.push({
    size,
    entryBar: lot.entryBar,
    entryPrice: lot.entryPrice,
    exitBar: bar,
    exitPrice: price,
    commission: exitFee + fee(desk, size, lot.entryPrice),
    sl: whole ? (lot.sl?.stop ?? null) : null,
    tp: whole ? (lot.tp?.limit ?? null) : null,
  });
  lot.size -= size;
  if (whole) {
    desk.queue = desk.queue.filter((ticket) => ticket !== lot.sl && ticket !== lot.tp);
    desk.lots = drop(desk.lots, lot);
  } else {
    for (const ticket of [lot.sl, lot.tp]) if (ticket) ticket.size = -lot.size;
  }
};
