import { bars, definePipeline, type Intent, type PositionEvent, position, target } from 'millrace';
import { closings } from 'millrace/operators/closings';
import { enrich } from 'millrace/operators/enrich';
import { perSymbol } from 'millrace/operators/per-symbol';
import { rateOfChange } from 'millrace/operators/rate-of-change';
import {
  concat,
  filter,
  ignoreElements,
  merge,
  scan,
  startWith,
  switchMap,
  take,
  withLatestFrom,
} from 'rxjs';
import { z } from 'zod';

/**
 * Holds the strongest of a list of symbols in equal parts, chosen and weighed anew every month.
 *
 * The first bar of a month, whoever has it, decides by what each symbol's last bar of the month before said;
 * equals rank as they are listed. Who had no bar in that month, or has not moved by more than `minMomentum`,
 * is not held; what is held nonetheless, for it could not be sold, keeps its part, and a part that nobody
 * takes stays cash. What has to be sold is sold first: the rest is bought when all of it has had a bar, and
 * with it its fill.
 */
export const momentumRotation = definePipeline({
  name: 'momentum-rotation',
  params: z.strictObject({
    symbols: z
      .array(z.string())
      .min(1)
      .refine((symbols) => new Set(symbols).size === symbols.length, 'must be different ones'),
    every: z.string().default('1d'),
    span: z.int().min(1).default(126),
    top: z.int().min(1).default(1),
    minMomentum: z.number().default(0),
    weight: z.number().positive().default(0.95),
    toleranceWeight: z.number().min(0).default(0.02),
  }),
  warmup: ({ span }) => ({ bars: span }),
  feeds: ({ symbols, every }) => ({ bar$: bars({ symbols, every }), position$: position() }),
  flow: ({ bar$, position$ }, { params }) => {
    const barAfter = (now: number, sold: string) =>
      bar$.pipe(
        filter(({ symbol, at }) => symbol === sold && at > now),
        take(1),
        ignoreElements(),
      );
    return bar$.pipe(
      perSymbol(enrich({ momentum: rateOfChange({ span: params.span, of: ({ close }) => close }) })),
      closings({ period: ({ sessionDate }) => sessionDate.slice(0, 'yyyy-mm'.length) }),
      withLatestFrom(position$.pipe(scan(heldAfter, NOTHING), startWith(NOTHING))),
      switchMap(([{ period, last, next }, held]) => {
        const { sells, buys, sold } = rotation({ month: period, last, held }, params);
        return concat(sells, merge(...sold.map((symbol) => barAfter(next.at, symbol))), buys);
      }),
    );
  },
});

/** Signed units by symbol. */
type Held = Readonly<Record<string, number>>;

const NOTHING: Held = {};

const heldAfter = (held: Held, { symbol, quantity }: PositionEvent): Held => ({
  ...held,
  [symbol]: quantity,
});

/** What a symbol's last bar of a month said. */
interface Last {
  readonly symbol: string;
  readonly close: number;
  readonly momentum: number;
}

/** A month as it ended. */
interface Month {
  readonly month: string;
  readonly last: readonly Last[];
  readonly held: Held;
}

type Params = Readonly<Record<'top' | 'minMomentum' | 'weight' | 'toleranceWeight', number>> & {
  readonly symbols: readonly string[];
};

/** What to say at once, what when everything sold has had a bar. */
interface Rotation {
  readonly sells: readonly Intent[];
  readonly buys: readonly Intent[];
  readonly sold: readonly string[];
}

const rotation = ({ month, last, held }: Month, params: Params): Rotation => {
  const { symbols, top, minMomentum, weight, toleranceWeight } = params;
  // The sort keeps the order in which equals are listed.
  const ranked = symbols
    .flatMap((symbol) => last.filter((row) => row.symbol === symbol))
    .sort((a, b) => b.momentum - a.momentum);
  const stuck = symbols.filter((symbol) => held[symbol] && !ranked.some((row) => row.symbol === symbol));
  const free = Math.max(0, top - stuck.length);
  const picks = ranked.filter(({ momentum }) => momentum > minMomentum).slice(0, free);
  const out = symbols.filter((symbol) => !picks.some((pick) => pick.symbol === symbol));
  const worthOf = ({ symbol, close }: Last): number => (held[symbol] ?? 0) * close;
  const part = ranked.reduce((sum, row) => sum + worthOf(row), 0) / top;
  // Who is above its part of all that is held has something to give, who is below it may need that.
  const heavy = picks.filter((pick) => worthOf(pick) > part);
  const light = picks.filter((pick) => worthOf(pick) <= part);
  const why = (symbol: string): string => {
    const place = ranked.findIndex((row) => row.symbol === symbol);
    const row = ranked[place];
    if (!row) return `no momentum in ${month}`;
    const rank = row.momentum > minMomentum ? `${place + 1} of ${ranked.length}` : 'too little';
    return `momentum of ${(100 * row.momentum).toFixed(2)} % in ${month}, ${rank}`;
  };
  const hold = ({ symbol }: Last): Intent =>
    target({ symbol, weight: weight / top, rebalance: { toleranceWeight }, because: why(symbol) });
  const leave = (symbol: string): Intent => target({ symbol, quantity: 0, because: why(symbol) });
  return {
    sells: [...out.map(leave), ...heavy.map(hold)],
    buys: light.map(hold),
    sold: ranked.filter((row) => worthOf(row) > 0 && !light.includes(row)).map(({ symbol }) => symbol),
  };
};
