import type {
  AmendIntent,
  CancelIntent,
  CloseIntent,
  Intent,
  ProtectiveStop,
  SubmitIntent,
  TargetIntent,
} from '../domain/intent.js';
import type { OrderChange } from '../domain/order.js';
import { byKind, nullable, optional, plain, record, type Writer } from './writer.js';

/**
 * What a pipeline wished for may be NaN: risk refuses it, and the journal says what was wished. As a text,
 * because JSON has no such number.
 */
const wished: Writer<number | null> = (value, line) =>
  plain(value === null || Number.isFinite(value) ? value : String(value), line);

const changeLine = record<OrderChange>({
  quantity: optional(wished),
  limitPrice: optional(wished),
  stopPrice: optional(wished),
});

/** The fields of a target. */
export const targetLine = record<TargetIntent>({
  kind: plain,
  symbol: plain,
  quantity: wished,
  weight: wished,
  notional: wished,
  rebalance: nullable(record({ toleranceWeight: wished })),
  because: plain,
});

/** The fields of an intent in the order in which the journal writes them. */
export const intentLine = byKind<Intent>({
  target: targetLine,
  submit: record<SubmitIntent>({
    kind: plain,
    key: plain,
    symbol: plain,
    side: plain,
    quantity: wished,
    fraction: wished,
    type: plain,
    limitPrice: wished,
    stopPrice: wished,
    timeInForce: plain,
    expiresAt: wished,
    stopLoss: nullable(record<ProtectiveStop>({ stopPrice: wished, limitPrice: wished })),
    takeProfit: nullable(record({ limitPrice: wished })),
    oco: plain,
    lot: plain,
    reduceOnly: plain,
    outsideRth: plain,
    because: plain,
  }),
  amend: record<AmendIntent>({ kind: plain, key: plain, change: changeLine, because: plain }),
  cancel: record<CancelIntent>({ kind: plain, key: plain, because: plain }),
  close: record<CloseIntent>({ kind: plain, symbol: plain, lot: plain, portion: wished, because: plain }),
});
