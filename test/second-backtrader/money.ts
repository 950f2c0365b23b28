import type { Broker } from './broker.js';
import type { Settings } from './script.js';

/** What a unit of a future ties up at a price. */
const marginOf = ({ future }: Settings, price: number): number =>
  future?.margin ?? price * (future?.multiplier ?? 1);

/** What a size is worth in a trade: a debt is negative unless selling short brings no cash. */
const worthOf = (settings: Settings, size: number, price: number): number => {
  if (settings.future) return Math.abs(size) * marginOf(settings, price);
  return settings.shortCash ? size * price : Math.abs(size) * price;
};

/** A worth in cash: leverage makes what is positive cheaper. */
const paid = ({ leverage }: Settings, worth: number): number => (worth > 0 ? worth / leverage : worth);

export const fee = (settings: Settings, size: number, price: number): number =>
  Math.abs(size) * settings.commissionPerUnit + Math.abs(size) * settings.commissionRate * price;

export const gain = ({ future }: Settings, size: number, from: number, to: number): number =>
  size * (to - from) * (future?.multiplier ?? 1);

const settlement = (settings: Settings, size: number, from: number, to: number): number =>
  settings.future ? gain(settings, size, from, to) : 0;

/** How a trade splits into what it closes and what it opens. */
export const split = (held: number, size: number): { closed: number; opened: number } => {
  if (held === 0 || held * size > 0) return { closed: 0, opened: size };
  if (Math.abs(size) <= Math.abs(held)) return { closed: size, opened: 0 };
  return { closed: -held, opened: held + size };
};

/** The average price after a trade. */
const averaged = (held: number, price: number, size: number, at: number): number => {
  const after = held + size;
  if (after === 0) return 0;
  if (held * size > 0) return (price * held + size * at) / after;
  return held * after > 0 ? price : at;
};

/** The cash that would be left if an order filled at its own price, counted from some cash and holding. */
export const rehearse = (
  settings: Settings,
  from: { cash: number; size: number },
  { size, price }: { size: number; price: number },
): number => {
  const { closed, opened } = split(from.size, size);
  let { cash } = from;
  if (closed !== 0) {
    cash += paid(settings, worthOf(settings, -closed, price));
    cash -= fee(settings, closed, price);
  }
  if (opened !== 0) {
    cash -= paid(settings, worthOf(settings, opened, price));
    cash -= fee(settings, opened, price);
  }
  return cash;
};

/** Trades for good: closes in any case, opens only if the cash stays at 0 or above. */
export const perform = (broker: Broker, size: number, at: number): { size: number; costs: number } => {
  const { settings } = broker;
  const { closed, opened } = split(broker.size, size);
  let costs = 0;
  if (closed !== 0) {
    const back = paid(settings, worthOf(settings, -closed, broker.price));
    broker.cash += back + (settings.future ? 0 : gain(settings, -closed, broker.price, at));
    costs = fee(settings, closed, at);
    broker.cash -= costs;
    broker.cash += settlement(settings, -closed, broker.base, at);
  }
  if (opened === 0) return move(broker, closed, at, costs);
  const openCosts = fee(settings, opened, at);
  let left = broker.cash - paid(settings, worthOf(settings, opened, at));
  left -= openCosts;
  if (left < 0) return move(broker, closed, at, costs);
  if (closed === 0 && broker.size !== 0) left += settlement(settings, broker.size, broker.base, at);
  broker.cash = left;
  broker.base = at;
  return move(broker, closed + opened, at, costs + openCosts);
};

const move = (broker: Broker, size: number, at: number, costs: number): { size: number; costs: number } => {
  if (size !== 0) {
    broker.price = averaged(broker.size, broker.price, size, at);
    broker.size += size;
  }
  return { size, costs };
};

/** Settles a future at a bar's close and says what the account is worth. */
export const closeBar = (broker: Broker, close: number): number => {
  const { settings, size, price } = broker;
  if (size !== 0) {
    broker.cash += settlement(settings, size, broker.base, close);
    broker.base = close;
  }
  const open = gain(settings, size, price, close);
  // A short that brought no cash is worth what was laid down for it and what it has gained since.
  const isBought = !settings.future && !settings.shortCash && size < 0;
  const worth = isBought ? Math.abs(price * size + (price - close) * size) : worthOf(settings, size, close);
  if (worth <= 0) return broker.cash + worth;
  return broker.cash + ((worth - open) / settings.leverage + open);
};
