import type {
  AmendIntent,
  CancelIntent,
  CloseIntent,
  Intent,
  ProtectiveStop,
  SubmitIntent,
  TargetIntent,
} from '../domain/intent.js';
import { orderChangeLine } from './order-line.js';
import { byKind, nullable, plain, record } from './writer.js';

/** The fields of an intent in the order in which the journal writes them. */
export const intentLine = byKind<Intent>({
  target: record<TargetIntent>({
    kind: plain,
    symbol: plain,
    quantity: plain,
    weight: plain,
    notional: plain,
    rebalance: nullable(record({ toleranceWeight: plain })),
    because: plain,
  }),
  submit: record<SubmitIntent>({
    kind: plain,
    key: plain,
    symbol: plain,
    side: plain,
    quantity: plain,
    fraction: plain,
    type: plain,
    limitPrice: plain,
    stopPrice: plain,
    timeInForce: plain,
    expiresAt: plain,
    stopLoss: nullable(record<ProtectiveStop>({ stopPrice: plain, limitPrice: plain })),
    takeProfit: nullable(record({ limitPrice: plain })),
    oco: plain,
    lot: plain,
    reduceOnly: plain,
    outsideRth: plain,
    because: plain,
  }),
  amend: record<AmendIntent>({ kind: plain, key: plain, change: orderChangeLine, because: plain }),
  cancel: record<CancelIntent>({ kind: plain, key: plain, because: plain }),
  close: record<CloseIntent>({ kind: plain, symbol: plain, lot: plain, portion: plain, because: plain }),
});
