import type { Bar, CorporateAction, Ohlc } from 'millrace';
import { defer, EMPTY, mergeMap, type OperatorFunction, of } from 'rxjs';

/**
 * Bars whose prices go on over splits and dividends as if nothing had been split or paid.
 *
 *     raw bars and actions    -100--102-(split 2)-51.5--|
 *     forwardAdjusted()       -100--102-----------103---|
 *
 * For indicators on raw prices: `merge(action$, bar$).pipe(perSymbol(pipe(forwardAdjusted(), …)))`, with
 * `actions` and `bars` of the same symbols. Each split multiplies what comes after it, each dividend D after
 * a close C by C / (C - D), as factors that adjust backwards do; here the first bar keeps its prices, and no
 * bar knows what comes later. Volume is divided by splits. The prices are no prices to trade at: orders and
 * their limits need those of the raw bar.
 *
 * Speaks once per bar, in the same turn; actions are swallowed. Remembers two factors and one close per
 * subscription. A dividend before the first bar, or one that is no smaller than the close, changes nothing.
 */
export const forwardAdjusted = (): OperatorFunction<Bar | CorporateAction, Bar> => (source$) =>
  defer(() => {
    let growth = 1;
    let splits = 1;
    let last = 0;
    return source$.pipe(
      mergeMap((event) => {
        if (event.kind === 'bar') {
          last = event.close;
          return of(restated(event, growth, splits));
        }
        const { action, value } = event;
        if (action === 'split') {
          growth *= value;
          splits *= value;
          last /= value;
        } else if (value < last) {
          growth *= last / (last - value);
          last -= value;
        }
        return EMPTY;
      }),
    );
  });

const restated = (bar: Bar, growth: number, splits: number): Bar => ({
  ...bar,
  ...grown(bar, growth),
  volume: bar.volume === null ? null : bar.volume / splits,
  bid: bar.bid && grown(bar.bid, growth),
  ask: bar.ask && grown(bar.ask, growth),
});

const grown = ({ open, high, low, close }: Ohlc, growth: number): Ohlc => ({
  open: open * growth,
  high: high * growth,
  low: low * growth,
  close: close * growth,
});
