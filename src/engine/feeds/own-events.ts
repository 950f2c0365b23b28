import type { EntryOf } from '../../domain/journal.js';
import type { PortfolioView } from '../../domain/portfolio-view.js';
import type { FillEvent, OrderEvent, PositionEvent } from '../../pipeline/own-events.js';

/** The news of an order as its pipeline gets it. */
export const orderEventOf = ({ at, symbol, body }: EntryOf<'order'>): OrderEvent =>
  Object.freeze({
    kind: 'order',
    at,
    symbol: symbol ?? '',
    order: body.order,
    key: body.key,
    state: body.state,
    code: body.code,
    facts: body.facts,
  });

/** A fill is news of its order too. */
export const filledEventOf = ({ at, symbol, body }: EntryOf<'fill'>): OrderEvent =>
  Object.freeze({
    kind: 'order',
    at,
    symbol: symbol ?? '',
    order: body.order,
    key: body.key,
    state: body.complete ? 'filled' : 'partial',
    code: null,
    facts: { quantity: body.quantity, price: body.price },
  });

/** An order that never came to be: risk refused it. */
export const refusedEventOf = ({ at, symbol, body }: EntryOf<'refusal'>, key: string): OrderEvent =>
  Object.freeze({
    kind: 'order',
    at,
    symbol: symbol ?? '',
    order: null,
    key,
    state: 'rejected',
    code: body.code,
    facts: body.facts,
  });

/** A fill as its pipeline gets it. */
export const fillEventOf = (entry: EntryOf<'fill'>, portfolio: PortfolioView): FillEvent => {
  const { at, symbol, pipeline, serial, body } = entry;
  const lot = portfolio.lotOf(serial);
  const opened = portfolio.lots(pipeline ?? '').some(({ id }) => id === lot);
  return Object.freeze({
    kind: 'fill',
    at,
    happenedAt: body.happenedAt,
    symbol: symbol ?? '',
    order: body.order,
    key: body.key,
    side: body.side,
    quantity: body.quantity,
    price: body.price,
    commission: body.commission,
    lot: opened ? lot : body.lot,
    because: body.because,
  });
};

/** What is held after a fill or a split. */
export const positionEventOf = (
  { at, symbol }: EntryOf<'fill' | 'action'>,
  { pipeline, portfolio }: { pipeline: string; portfolio: PortfolioView },
): PositionEvent => {
  const lots = portfolio.lots(pipeline, symbol ?? '');
  const quantity = portfolio.position(pipeline, symbol ?? '');
  const paid = lots.reduce((sum, lot) => sum + lot.quantity * lot.entryPrice, 0);
  return Object.freeze({
    kind: 'position',
    at,
    symbol: symbol ?? '',
    quantity,
    averagePrice: quantity === 0 ? null : paid / quantity,
    lots: lots.map((lot) => ({ lot: lot.id, quantity: lot.quantity, entryPrice: lot.entryPrice })),
  });
};
