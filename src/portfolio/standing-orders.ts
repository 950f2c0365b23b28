import type { CarriedOutside } from '../domain/carried-body.js';
import type { OrderRecord } from '../domain/journal.js';
import type { Order } from '../domain/order.js';
import { orderIdParts } from './order-id-parts.js';

/** Which orders that are over go on being known: the newest, as far as the next segment has room for them. */
export interface FinishedWish {
  readonly finishedMax: number;
  readonly isKept: (order: Order) => boolean;
}

/** What an order book has. */
interface Known {
  /** In the order in which they were placed. */
  readonly records: readonly OrderRecord[];
  /** Ids of those that are over, the newest at the end. */
  readonly over: ReadonlySet<string>;
  /** By segment the newest that is forgotten: its number. */
  readonly forgotten: ReadonlyMap<string, number>;
}

/** What another segment must know of orders that a broker outside may speak of. */
export const standingOrders = (
  { records, over, forgotten }: Known,
  { finishedMax, isKept }: FinishedWish,
): Omit<CarriedOutside, 'fills'> => {
  const byId = new Map(records.map((record) => [record.order.id, record]));
  const kept = [...over].filter((id) => isKeptBy(byId.get(id), isKept));
  const known = new Set(kept.slice(Math.max(0, kept.length - finishedMax)));
  const left = new Map(forgotten);
  for (const id of over) {
    const [segment, number] = orderIdParts(id);
    if (!known.has(id)) left.set(segment, Math.max(number, left.get(segment) ?? 0));
  }
  return {
    working: records
      .filter(({ order: { id } }) => !over.has(id))
      .map(({ order: { id }, state, filled }) => ({ order: id, state, filled })),
    finished: records
      .filter(({ order: { id } }) => known.has(id))
      .map(({ order, state, filled }) => ({ order, state, filled })),
    forgotten: Object.fromEntries(left),
  };
};

const isKeptBy = (record: OrderRecord | undefined, isKept: FinishedWish['isKept']): boolean =>
  record !== undefined && isKept(record.order);
