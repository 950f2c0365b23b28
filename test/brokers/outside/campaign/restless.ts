import { defer, filter, map } from 'rxjs';
import { z } from 'zod';
import type { Intent } from '../../../../src/domain/intent.js';
import { definePipeline } from '../../../../src/pipeline/define-pipeline.js';
import { bars } from '../../../../src/pipeline/feeds.js';
import { amend, cancel, close, submit, target } from '../../../../src/pipeline/intents.js';

interface Moment {
  readonly at: number;
  readonly symbol: string;
  readonly price: number;
}

const cents = (price: number): number => Number(price.toFixed(2));

/** One of all the things that can be wished, by dice; `keys` are those of the newest orders. */
const wishOf = ({ at, symbol, price }: Moment, random: () => number, keys: string[]): Intent | null => {
  const dice = random();
  const because = `dice ${dice.toFixed(3)}`;
  const side = random() < 0.5 ? 'buy' : 'sell';
  const sign = side === 'buy' ? 1 : -1;
  const quantity = 1 + Math.floor(random() * 12);
  const known = keys[Math.floor(random() * keys.length)];
  const key = `${symbol}/${at}`;
  const order = { key, symbol, side, quantity, timeInForce: 'gtc', because } as const;
  if (dice < 0.14) return target({ symbol, quantity: quantity * sign, because });
  if (dice >= 0.14 && dice < 0.44) keys.push(key);
  if (keys.length > 5) keys.shift();
  if (dice < 0.22) return submit(order);
  // Near the market, or so far away that it works until it is taken back.
  if (dice < 0.38) return submit({ ...order, limitPrice: cents(price * (1 - sign * random() * 0.01)) });
  if (dice < 0.44) {
    const stopLoss = { stopPrice: cents(price - sign) };
    return submit({ ...order, stopLoss, takeProfit: { limitPrice: cents(price + sign) } });
  }
  if (known === undefined || dice > 0.68) return dice > 0.97 ? close({ symbol, because }) : null;
  if (dice < 0.6) return cancel(known, { because });
  return amend(known, { quantity: quantity + 5, because });
};

/** Wishes all sorts of things of every symbol until an instant. */
export const restless = definePipeline({
  name: 'restless',
  params: z.strictObject({ symbols: z.array(z.string()), until: z.number() }),
  feeds: ({ symbols }) => ({ bar$: bars({ symbols, every: '1s' }) }),
  flow: ({ bar$ }, { params, random }) =>
    defer(() => {
      const keys: string[] = [];
      return bar$.pipe(
        filter(({ at }) => at < params.until),
        map(({ at, symbol, close: price }) => wishOf({ at, symbol, price }, random, keys)),
      );
    }).pipe(filter((wish) => wish !== null)),
});
