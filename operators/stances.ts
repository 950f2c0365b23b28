import {
  defer,
  EMPTY,
  filter,
  ignoreElements,
  map,
  merge,
  type Observable,
  type OperatorFunction,
  Subject,
  switchAll,
  tap,
} from 'rxjs';

/** The two sides a trade can be on. */
export type TradeSide = 'long' | 'short';

/** What is held from this input on, and why. */
export interface Stance<T> {
  readonly stance: TradeSide | 'flat';
  readonly because: string;
  readonly input: T;
}

/**
 * Long, short or flat: in by a rule for entries, out by a rule for exits, which need not be each other's
 * opposite.
 *
 *     number$                        -5---9---6---3---(-9)-|
 *     stances({ enter: beyond 8,
 *               exit: inside 4 })    -----L-------F---S----|    L: long, F: flat, S: short
 *
 * A trade ends with the first word of its exit, or by an entry on the other side, which turns it; an entry on
 * the side that is held changes nothing, and a trade that ends does not begin again with the same input.
 *
 * Speaks in the turn of the input that changes the stance, at most once an input. Begins flat, and takes for
 * granted that what it says is done. Remembers the side, and what the exit of the trade remembers.
 *
 * @param enter The side that an input asks for, with its reason; undefined if none.
 * @param exit An operator that says why a trade is over. It is subscribed anew for every trade and hears its
 *   inputs from the entry on, so that it may count or trail; what it says to the entry itself, or outside the
 *   turn of an input, is lost. Its error is the error of all.
 */
export const stances =
  <T>({
    enter,
    exit,
  }: {
    enter: (input: NoInfer<T>) => { readonly side: TradeSide; readonly because: string } | undefined;
    exit: (side: TradeSide) => OperatorFunction<NoInfer<T>, string>;
  }): OperatorFunction<T, Stance<T>> =>
  (source$) =>
    defer(() => {
      const trade = new Trade<T>(exit);
      const stance$ = source$.pipe(
        tap({ complete: () => trade.close() }),
        map((input): Stance<T> | undefined => {
          const ended = trade.hear(input);
          const entry = enter(input);
          if (entry && entry.side !== trade.side) {
            trade.begin(entry.side, input);
            return { stance: entry.side, because: entry.because, input };
          }
          if (ended === undefined) return undefined;
          trade.end();
          return { stance: 'flat', because: ended, input };
        }),
        filter((stance) => stance !== undefined),
      );
      // Merged in this order an exit is listened to before the first input flows.
      return merge(trade.exit$, stance$);
    });

/** The trade that is on, if there is one, with its exit. */
class Trade<T> {
  side: TradeSide | undefined;
  private input$ = new Subject<T>();
  private ended: string | undefined;
  private readonly watched$ = new Subject<Observable<string>>();

  /** Listens to the exit of the trade that is on, and says nothing itself. */
  readonly exit$ = this.watched$.pipe(
    switchAll(),
    tap((because) => (this.ended ??= because)),
    ignoreElements(),
  );

  constructor(private readonly exit: (side: TradeSide) => OperatorFunction<T, string>) {}

  begin(side: TradeSide, input: T): void {
    this.side = side;
    this.input$ = new Subject();
    this.watched$.next(this.input$.pipe(this.exit(side)));
    this.input$.next(input);
  }

  /** Why the trade is over with this input; undefined where it is not, or where none is on. */
  hear(input: T): string | undefined {
    if (this.side === undefined) return undefined;
    this.ended = undefined;
    this.input$.next(input);
    return this.ended;
  }

  end(): void {
    this.side = undefined;
    this.watched$.next(EMPTY);
  }

  close(): void {
    this.input$.complete();
    this.watched$.complete();
  }
}
