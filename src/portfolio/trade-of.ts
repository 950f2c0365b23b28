import type { FillBody } from '../domain/fill-body.js';
import type { Lot } from '../domain/lot.js';
import type { TradeRecord } from '../domain/trade-record.js';

/** What closes lots: a fill, or the cash for parts of a lot that a split leaves. */
export interface Closing {
  readonly body: Pick<
    FillBody,
    'quantity' | 'price' | 'commission' | 'currency' | 'happenedAt' | 'lot' | 'entryCommission' | 'bar'
  >;
  readonly symbol: string;
  readonly pipeline: string;
  /** Signed units that it may close. */
  readonly rest: number;
}

/** What of a lot is closed. */
export interface Ending {
  readonly lot: Lot;
  /** Signed units. */
  readonly part: number;
  /** What fraction of the lot that is. */
  readonly share: number;
  readonly multiplier: number;
}

/** A part of a lot that was closed, as a trade. */
export const tradeOf = (
  { body, pipeline }: Closing,
  { lot, part, share, multiplier }: Ending,
): TradeRecord => {
  const exitCommission = body.commission * (Math.abs(part) / body.quantity);
  const commission = (body.entryCommission ?? lot.commission * share) + exitCommission;
  const side = Math.sign(part);
  const cost = commission / (Math.abs(part) * lot.entryPrice * multiplier);
  return {
    pipeline,
    symbol: lot.symbol,
    quantity: part,
    entryAt: lot.entryAt,
    exitAt: body.happenedAt,
    entryBar: lot.entryBar,
    exitBar: body.bar,
    entryPrice: lot.entryPrice,
    exitPrice: body.price,
    pnl: part * (body.price - lot.entryPrice) * multiplier - commission,
    commission,
    returnPct: 100 * (side * (body.price / lot.entryPrice - 1) - cost),
    because: lot.because,
  };
};
