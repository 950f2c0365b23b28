import type { Order } from '../../../../src/domain/order.js';
import type { Action, OrderAction, Outcome, Scenario, Settings } from '../../../second-engine/script.js';
import { backtestingPy } from '../backtesting-py-maker.js';
import { barOf } from '../bar-of.js';
import { SmallWheel } from '../small-wheel.js';

/** What a scenario comes to with our broker, in the words of the engine it is compared with. */
export type Played = Pick<Outcome, 'rejected' | 'equity'> & {
  readonly trades: readonly Omit<Outcome['trades'][number], 'sl' | 'tp'>[];
  readonly open: readonly { readonly size: number; readonly entryBar: number; readonly entryPrice: number }[];
};

/** Plays a scenario bar by bar. */
export const playScript = ({ bars, settings, script }: Scenario): Played => {
  const wheel = wheelOf(settings);
  const rejected: { bar: number; action: number }[] = [];
  const equity: number[] = [];
  let ruined = false;
  for (const [index, { open, high, low, close }] of bars.entries()) {
    wheel.row(barOf(index, [open, high, low, close]), () => {
      if (index === 0) return;
      for (const [place, action] of (script[index] ?? []).entries()) {
        if (!act(wheel, { action, unit: settings.fractionalUnit ?? 1 }))
          rejected.push({ bar: index, action: place });
      }
    });
    equity.push(wheel.portfolio.equity('p'));
    ruined = isRuined(wheel);
    if (ruined) break;
  }
  if (!ruined) {
    wheel.finalize();
    equity[bars.length - 1] = wheel.portfolio.equity('p');
  }
  equity[0] = equity[1] ?? 0;
  return {
    rejected: ruined ? rejected.filter(({ bar }) => bar < equity.length - 1) : rejected,
    equity: bars.map((_, index) => equity[index] ?? 0),
    trades: wheel.trades.map((trade) => ({
      size: trade.quantity,
      entryBar: trade.entryBar ?? 0,
      exitBar: trade.exitBar,
      entryPrice: trade.entryPrice,
      exitPrice: trade.exitPrice,
      pnl: trade.pnl,
      commission: trade.commission,
      returnPct: trade.returnPct / 100,
    })),
    open: [...wheel.lots, ...wheel.forfeited].map(({ quantity: size, entryBar, entryPrice }) => ({
      size,
      entryBar: entryBar ?? 0,
      entryPrice,
    })),
  };
};

const isRuined = ({ answers }: SmallWheel): boolean => answers.some(({ kind }) => kind === 'ruin');

const wheelOf = (settings: Settings): SmallWheel =>
  new SmallWheel({
    make: backtestingPy,
    settings: {
      cash: settings.cash,
      spreadBps: settings.spread * 10_000,
      commissionBps: settings.commissionRate * 10_000,
      commissionFixed: settings.commissionFixed,
      marginRatio: settings.marginRatio,
      tradeOnClose: settings.tradeOnClose,
      exclusiveOrders: settings.exclusiveOrders,
      hedging: settings.hedging,
      fractionalUnit: settings.fractionalUnit ?? null,
      finalizeTrades: settings.finalizeTrades,
    },
  });

/** Does one action; false where the broker refuses it. */
const act = (wheel: SmallWheel, { action, unit }: { action: Action; unit: number }): boolean => {
  if (action.do === 'order') return submit(wheel, action, unit);
  if (action.do === 'close-position') {
    for (const { id } of wheel.lots) closeLot(wheel, id, { portion: action.portion ?? 1, unit });
  } else if (action.do === 'cancel') {
    const order = standAlone(wheel)[action.order];
    if (order) wheel.cancel(order.id);
  } else {
    const lot = wheel.lots[action.trade];
    if (!lot) return true;
    if (action.do === 'close-trade') closeLot(wheel, lot.id, { portion: action.portion ?? 1, unit });
    else
      protect(wheel, lot.id, {
        role: action.do === 'set-sl' ? 'stop-loss' : 'take-profit',
        price: action.price,
      });
  }
  return true;
};

const submit = (wheel: SmallWheel, action: OrderAction, unit: number): boolean => {
  const { side, size, limit, stop, stopLoss, takeProfit } = action;
  const [id] = wheel.place(
    {
      side,
      ...(size < 1 ? { fraction: size } : { quantity: size * unit }),
      limitPrice: limit ?? null,
      stopPrice: stop ?? null,
    },
    ...(stopLoss === undefined ? [] : [{ role: 'stop-loss', stopPrice: stopLoss } as const]),
    ...(takeProfit === undefined ? [] : [{ role: 'take-profit', limitPrice: takeProfit } as const]),
  );
  return wheel.portfolio.order(id)?.state !== 'rejected';
};

/** Orders that are not bound to a lot, in the order in which they were sent. */
const standAlone = (wheel: SmallWheel): readonly Order[] =>
  wheel.portfolio
    .liveOrders('p')
    .map(({ order }) => order)
    .filter(({ lot, parent }) => lot === null && parent === null);

const closeLot = (
  wheel: SmallWheel,
  id: string,
  { portion, unit }: { portion: number; unit: number },
): void => {
  const lot = wheel.lots.find((one) => one.id === id);
  if (!lot) return;
  const units = Math.max(1, roundHalfEven(Math.round(Math.abs(lot.quantity) / unit) * portion));
  wheel.place({
    role: 'close',
    lot: id,
    side: lot.quantity > 0 ? 'sell' : 'buy',
    quantity: units * unit,
    reduceOnly: true,
  });
};

const roundHalfEven = (value: number): number => {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2) : Math.round(value);
};

const protect = (
  wheel: SmallWheel,
  id: string,
  { role, price }: { role: 'stop-loss' | 'take-profit'; price: number | null },
): void => {
  const lot = wheel.lots.find((one) => one.id === id);
  if (!lot) return;
  if (price === null) {
    const old = protectionOf(wheel, id, role);
    if (old !== undefined) wheel.cancel(old);
    return;
  }
  wheel.place({
    lot: id,
    side: lot.quantity > 0 ? 'sell' : 'buy',
    quantity: Math.abs(lot.quantity),
    reduceOnly: true,
    ...(role === 'stop-loss' ? { stopPrice: price } : { limitPrice: price }),
  });
};

/** The working protective order of a lot: one that was set, or the child of the order that opened it. */
const protectionOf = (
  wheel: SmallWheel,
  lot: string,
  role: 'stop-loss' | 'take-profit',
): string | undefined => {
  const price = role === 'stop-loss' ? 'stopPrice' : 'limitPrice';
  return wheel.portfolio.liveOrders('p').find(({ order }) => {
    const of = wheel.said(order.id).find(({ facts }) => facts.lot !== undefined)?.facts.lot ?? order.lot;
    return of === lot && order.reduceOnly && order[price] !== null && order.role !== 'close';
  })?.order.id;
};
