import type { Desk, Spot, Ticket } from './desk.js';
import { availableOf, closeLot, dequeue, fee, openLot } from './desk.js';
import type { Bar } from './script.js';

/** The bar being processed and the close before it. */
export interface Moment {
  readonly index: number;
  readonly bar: Bar;
  readonly previousClose: number;
}

/** How a ticket met a bar: where it fills, and what its order turned out to be. */
interface Meeting extends Spot {
  readonly kind: 'market' | 'stop' | 'limit';
}

const meet = (desk: Desk, ticket: Ticket, moment: Moment): Meeting | undefined => {
  const { index, bar, previousClose } = moment;
  const { limit, stop } = ticket;
  const buys = ticket.size > 0;
  const waits = stop !== undefined && !ticket.hit;
  if (waits && (buys ? bar.high < stop : bar.low > stop)) return undefined;
  ticket.hit = stop !== undefined;
  // For a buy the better of two prices is the lower one, for a sell the higher one.
  const better = buys ? Math.min : Math.max;
  const worse = buys ? Math.max : Math.min;
  if (limit !== undefined) {
    if (buys ? bar.low > limit : bar.high < limit) return undefined;
    // Nobody can tell which of the two was touched first, so nothing is taken from this bar.
    if (waits && (buys ? limit <= stop : limit >= stop)) return undefined;
    return { kind: 'limit', bar: index, price: better(waits ? stop : bar.open, limit) };
  }
  const atClose = desk.settings.tradeOnClose && ticket.role !== 'sl' && ticket.role !== 'tp';
  const base = atClose ? previousClose : bar.open;
  if (waits) return { kind: 'stop', bar: index, price: worse(base, stop) };
  return { kind: 'market', bar: atClose ? index - 1 : index, price: base };
};

/** How often a cost goes into a budget, exactly: a rounded quotient could be one too many. */
const wholeTimes = (budget: number, cost: number): number => Math.round((budget - (budget % cost)) / cost);

const unitsOf = (desk: Desk, size: number, cost: number): number => {
  const fraction = Math.abs(size);
  if (fraction >= 1) return size;
  return Math.sign(size) * wholeTimes(availableOf(desk) * (1 / desk.settings.marginRatio) * fraction, cost);
};

/** Closes opposite lots, oldest first, and says how much of the order is left over. */
const reverse = (desk: Desk, size: number, spot: Spot): number => {
  let left = size;
  for (const lot of [...desk.lots]) {
    if (left === 0 || Math.sign(lot.size) === Math.sign(left)) continue;
    const units = Math.min(Math.abs(left), Math.abs(lot.size));
    closeLot(desk, lot, { ...spot, units });
    left -= Math.sign(left) * units;
  }
  return left;
};

/** Fills a stand-alone order as far as the money goes and says whether it opened a lot. */
const enter = (desk: Desk, ticket: Ticket, spot: Spot): boolean => {
  const { settings } = desk;
  const adjusted = spot.price * (1 + settings.spread * Math.sign(ticket.size));
  // What one unit costs is settled with the size as it was asked for, a fraction included.
  const cost = adjusted + fee(desk, ticket.size, spot.price) / Math.abs(ticket.size);
  const size = unitsOf(desk, ticket.size, cost);
  dequeue(desk, ticket);
  if (size === 0) return false;
  const rest = settings.hedging ? size : reverse(desk, size, spot);
  if (rest === 0 || Math.abs(rest) * cost > availableOf(desk) * (1 / settings.marginRatio)) return false;
  openLot(desk, ticket, { bar: spot.bar, price: adjusted, size: rest });
  return true;
};

/** A stop-market entry whose target the bar reaches while its stop-loss stays out of reach. */
const endsInBar = ({ size, stopLoss, takeProfit }: Ticket, { low, high }: Bar): boolean => {
  if (takeProfit === undefined) return false;
  if (size > 0) return takeProfit <= high && (stopLoss === undefined || stopLoss < low);
  return takeProfit >= low && (stopLoss === undefined || stopLoss > high);
};

const asksForAnotherWalk = (ticket: Ticket, kind: Meeting['kind'], bar: Bar): boolean => {
  if (kind === 'market') return ticket.stopLoss !== undefined || ticket.takeProfit !== undefined;
  return kind === 'stop' && endsInBar(ticket, bar);
};

/** Lets every queued ticket meet a bar, and what remains once more where an entry brought its own exits. */
export const walkQueue = (desk: Desk, moment: Moment): void => {
  let again = false;
  for (const ticket of [...desk.queue]) {
    if (!desk.queue.includes(ticket)) continue;
    const meeting = meet(desk, ticket, moment);
    if (!meeting) continue;
    const { lot } = ticket;
    if (!lot) {
      const opened = enter(desk, ticket, meeting);
      again ||= opened && asksForAnotherWalk(ticket, meeting.kind, moment.bar);
      continue;
    }
    dequeue(desk, ticket);
    if (!desk.lots.includes(lot)) continue;
    closeLot(desk, lot, { ...meeting, units: Math.min(Math.abs(lot.size), Math.abs(ticket.size)) });
  }
  if (again) walkQueue(desk, moment);
};
