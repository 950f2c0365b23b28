import { defer, ignoreElements, merge, mergeAll, type Observable, type OperatorFunction, tap } from 'rxjs';
import { Relay } from './relay.js';

/**
 * Runs an operator for each symbol on its own: state by symbol, one stream in, one stream out.
 *
 *     price$                           -a1--b9--a2--b8--a3-|     (symbol, price)
 *     perSymbol(sma({ span: 2, … }))   ---------a---b---a--|
 *
 * Speaks whenever a symbol's operator speaks, in the turn of the event, so the order of the inputs stays.
 * Remembers one operator a symbol from its first event to the end. An error in one symbol's operator is the
 * error of all: rows of the others would go on as if nothing had happened.
 *
 * @param rule Subscribed anew for every symbol; it sees that symbol's events alone.
 */
export const perSymbol =
  <T extends { readonly symbol: string }, R>(rule: OperatorFunction<T, R>): OperatorFunction<T, R> =>
  (source$) =>
    defer(() => {
      const lanes = new Map<string, Relay<T>>();
      const opened = new Relay<Observable<R>>();
      const open = (symbol: string): Relay<T> => {
        const lane = new Relay<T>();
        lanes.set(symbol, lane);
        opened.next(lane.stream$.pipe(rule));
        return lane;
      };
      const routed$ = source$.pipe(
        tap({
          next: (event) => (lanes.get(event.symbol) ?? open(event.symbol)).next(event),
          complete: () => {
            for (const lane of lanes.values()) lane.complete();
            opened.complete();
          },
        }),
        ignoreElements(),
      );
      // Merged in this order the lanes are listened to before the first event flows.
      return merge(opened.stream$.pipe(mergeAll()), routed$);
    });
