import type {
  CarriedAccount,
  CarriedBody,
  CarriedFill,
  CarriedLatch,
  CarriedOutside,
  CarriedStanding,
  CarriedTarget,
  CarriedTotals,
  CarriedWord,
} from '../domain/carried-body.js';
import type { Lot } from '../domain/lot.js';
import { targetLine } from './intent-line.js';
import { orderLine } from './order-line.js';
import { list, optional, plain, record, sorted } from './writer.js';

const lot = record<Lot>({
  id: plain,
  pipeline: plain,
  symbol: plain,
  quantity: plain,
  entryPrice: plain,
  entryAt: plain,
  entryBar: plain,
  commission: plain,
  because: plain,
});

const outside = record<CarriedOutside>({
  working: list(record<CarriedStanding>({ order: plain, state: plain, filled: plain })),
  finished: list(
    record<CarriedOutside['finished'][number]>({ order: orderLine, state: plain, filled: plain }),
  ),
  forgotten: sorted,
  fills: list(
    record<CarriedFill>({ execution: plain, order: plain, lot: plain, quantity: plain, open: plain }),
  ),
});

const totals = record<CarriedTotals>({
  ordersSent: plain,
  fills: plain,
  refusals: plain,
  gaps: plain,
  late: plain,
  commissions: plain,
  trades: plain,
  won: plain,
  cashFlows: list(record({ pipeline: plain, symbol: plain, money: plain })),
});

/** The fields of what a segment takes over, in order. */
export const carriedLine = record<CarriedBody>({
  segment: plain,
  who: plain,
  why: plain,
  changes: list(plain),
  cash: sorted,
  accounts: list(
    record<CarriedAccount>({ pipeline: plain, capital: plain, balance: plain, lots: list(lot) }),
  ),
  orders: list(orderLine),
  cancels: list(plain),
  targets: list(
    record<CarriedTarget>({
      pipeline: plain,
      intent: targetLine,
      serial: plain,
      quantity: plain,
      rejected: plain,
      waiting: plain,
    }),
  ),
  said: list(record<CarriedWord>({ at: plain, command: sorted, who: plain, why: plain })),
  latches: list(record<CarriedLatch>({ code: plain, facts: sorted, limit: plain, until: plain })),
  prices: sorted,
  totals,
  outside: optional(outside),
});
