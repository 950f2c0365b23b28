import { defer, filter, map, type OperatorFunction } from 'rxjs';

/** One event a symbol, in the order in which the symbols were named. */
type Row<S extends readonly string[], T> = { readonly [K in keyof S]: T };

/**
 * Puts the events that several symbols have at one instant into one row.
 *
 *     bar$                              -(KO PEP)---KO---(PEP KO)-|
 *     align({ symbols: ['KO', 'PEP'] }) -----y--------------z-----|    y: [KO, PEP]
 *
 * Speaks in the turn of the event that completes the instant `at`, at most once an instant. An instant that
 * one symbol misses has no row: nothing older stands in for it. Where a symbol speaks twice before the row is
 * complete its last word counts. Other symbols are passed over.
 * Remembers one event a symbol.
 *
 * @param symbols The symbols of a row, in its order. None, or one of them twice, throws while the pipeline is
 *   built.
 */
export const align = <
  const S extends readonly string[],
  T extends { readonly symbol: string; readonly at: number },
>({
  symbols,
}: {
  symbols: S;
}): OperatorFunction<T, Row<S, T>> => {
  const places = new Map(symbols.map((symbol, place) => [symbol, place]));
  if (symbols.length === 0 || places.size < symbols.length) {
    throw new RangeError(`align: symbols must be some and different ones, were [${symbols.join(', ')}]`);
  }
  return (event$) =>
    defer(() => {
      const row: (T | undefined)[] = [];
      let at: number | undefined;
      let heard = 0;
      return event$.pipe(
        filter((event) => {
          const place = places.get(event.symbol);
          if (place === undefined) return false;
          if (event.at !== at) {
            row.fill(undefined);
            heard = 0;
            at = event.at;
          }
          if (heard === symbols.length) return false;
          if (row[place] === undefined) heard += 1;
          row[place] = event;
          return heard === symbols.length;
        }),
        map(() => [...row] as unknown as Row<S, T>), // every place has just been heard
      );
    });
};
