import type { Line } from './broker.js';
import type { Bar, Settings } from './script.js';

interface Sight {
  readonly settings: Settings;
  readonly bar: Bar;
  /** 1 for a buyer, -1 for a seller; times a price, "higher" always means "worse for whoever trades". */
  readonly sign: number;
}

const slipped = (
  { settings, sign }: Sight,
  { price, cap, capped }: { price: number; cap: number; capped: boolean },
): number | undefined => {
  const { slipRate, slipPoints, slipOut } = settings;
  if (slipRate === 0 && slipPoints === 0) return price;
  const worse = slipRate === 0 ? price + sign * slipPoints : price * (1 + sign * slipRate);
  if (worse * sign <= cap * sign) return worse;
  if (!capped) return undefined;
  return slipOut ? worse : cap;
};

const worst = ({ bar, sign }: Sight): number => (sign > 0 ? bar.high : bar.low);

const atOpen = (sight: Sight, price: number, cap: number, isLimit: boolean): number | undefined => {
  const { slipOpen, slipMatch, slipLimit } = sight.settings;
  return slipOpen ? slipped(sight, { price, cap, capped: slipMatch || (isLimit && slipLimit) }) : price;
};

const limitPrice = (sight: Sight, limit: number): number | undefined => {
  const { bar, sign } = sight;
  if (sign * bar.open <= sign * limit) {
    const cap = sign > 0 ? Math.min(bar.high, limit) : limit;
    return atOpen(sight, bar.open, cap, true);
  }
  const best = sign > 0 ? bar.low : bar.high;
  return sign * best <= sign * limit ? limit : undefined;
};

const stopPrice = (sight: Sight, stop: number, isLimit: boolean): number | undefined => {
  const { slipMatch, slipLimit } = sight.settings;
  return slipped(sight, { price: stop, cap: worst(sight), capped: slipMatch || (isLimit && slipLimit) });
};

const stopLimitPrice = (sight: Sight, stop: number, limit: number): number | undefined => {
  const { bar, sign } = sight;
  if (sign * limit >= sign * stop) return stopPrice(sight, stop, true);
  // A bar that goes back below a buyer's stop may show the limit on its way; equal counts for sellers alone.
  const returns = sign > 0 ? bar.close < bar.open : bar.close >= bar.open;
  return returns && sign * limit >= sign * bar.close ? limit : undefined;
};

/** The price at which an order fills on a bar, if it does; notes that a stop-limit's stop was reached. */
export const fillPrice = (
  settings: Settings,
  line: Line,
  { bar, madeClose }: { bar: Bar; madeClose: number },
): number | undefined => {
  const sight: Sight = { settings, bar, sign: Math.sign(line.size) };
  const { limit, stop, atClose } = line;
  if (atClose) return bar.close;
  if (stop === undefined && limit === undefined) {
    return atOpen(sight, settings.tradeOnClose ? madeClose : bar.open, worst(sight), false);
  }
  if (stop === undefined || line.triggered) return limitPrice(sight, limit ?? Number.NaN);
  const gapped = sight.sign * bar.open >= sight.sign * stop;
  const reached = gapped || sight.sign * worst(sight) >= sight.sign * stop;
  if (!reached) return undefined;
  if (limit === undefined) {
    return gapped ? atOpen(sight, bar.open, worst(sight), false) : stopPrice(sight, stop, false);
  }
  line.triggered = true;
  return gapped ? limitPrice(sight, limit) : stopLimitPrice(sight, stop, limit);
};
