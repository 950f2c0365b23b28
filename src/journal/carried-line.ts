import type {
  CarriedAccount,
  CarriedBody,
  CarriedLatch,
  CarriedTarget,
  CarriedWord,
} from '../domain/carried-body.js';
import type { Lot } from '../domain/lot.js';
import { targetLine } from './intent-line.js';
import { orderLine } from './order-line.js';
import { list, plain, record, sorted } from './writer.js';

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
});
