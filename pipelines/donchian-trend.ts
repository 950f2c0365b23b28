import { bars, definePipeline, target } from 'millrace';
import { atr } from 'millrace/operators/atr';
import { atrSize } from 'millrace/operators/atr-size';
import type { Band } from 'millrace/operators/bollinger';
import { donchian } from 'millrace/operators/donchian';
import { enrich } from 'millrace/operators/enrich';
import { lag } from 'millrace/operators/lag';
import { perSymbol } from 'millrace/operators/per-symbol';
import { stances } from 'millrace/operators/stances';
import { trailingStop } from 'millrace/operators/trailing-stop';
import { filter, map, pipe } from 'rxjs';
import { z } from 'zod';

/**
 * Follows a close out of the channel of the bars before it, up or down, until a close is back at a trailing
 * stop some average ranges behind the best close of the trade, or leaves the channel on the other side.
 *
 * Sized once, at the entry, so that the way to the stop costs the same share of the equity in every symbol.
 * The stop is met by closes, and what it says is a target as the entry was. An order that rests at the level
 * would meet the inside of a bar too, but it would have to be of what was filled, be amended at every bar and
 * be taken back by whoever turns; one target is always the whole truth, under every rule set.
 */
export const donchianTrend = definePipeline({
  name: 'donchian-trend',
  params: z.strictObject({
    symbols: z.array(z.string()).min(1),
    every: z.string().default('1d'),
    span: z.int().min(1).default(55),
    rangeSpan: z.int().min(1).default(20),
    stopRanges: z.number().positive().default(3),
    riskWeight: z.number().positive().lt(1).default(0.01),
    maxWeight: z.number().positive().default(0.95),
    direction: z.enum(['long', 'long-short']).default('long-short'),
  }),
  warmup: ({ span, rangeSpan }) => ({ bars: Math.max(span, rangeSpan - 1) }),
  feeds: ({ symbols, every }) => ({ bar$: bars({ symbols, every }) }),
  flow: ({ bar$ }, { params: { span, rangeSpan, stopRanges, riskWeight, maxWeight, direction } }) => {
    const sign = { long: 1, short: -1, flat: 0 };
    return bar$.pipe(
      perSymbol(
        pipe(
          enrich({
            channel: pipe(
              donchian({ span }),
              lag({ span: 1 }),
              map(({ before }) => before),
            ),
            range: atr({ span: rangeSpan }),
            weight: atrSize({ span: rangeSpan, multiple: stopRanges, riskWeight, maxWeight }),
          }),
          stances({
            enter: (row) => {
              const entry = breakOf(row, span);
              return direction === 'long' && entry?.side === 'short' ? undefined : entry;
            },
            exit: (side) =>
              pipe(
                enrich({
                  stop: trailingStop({
                    side,
                    of: ({ close }) => close,
                    distance: ({ range }) => stopRanges * range,
                  }),
                }),
                filter(({ close, stop }) => (close - stop) * sign[side] <= 0),
                map(({ close, stop }) => `close ${text(close)} is at the trailing stop ${text(stop)}`),
              ),
          }),
          map(({ stance, because, input: { symbol, weight } }) =>
            target({ symbol, weight: weight * sign[stance], because }),
          ),
        ),
      ),
    );
  },
});

/** The side on which a close has left the channel of the bars before it. */
const breakOf = ({ close, channel: { upper, lower } }: { close: number; channel: Band }, span: number) => {
  const is = `close ${text(close)} is`;
  if (close > upper)
    return { side: 'long', because: `${is} above ${text(upper)}, the high of ${span} bars` } as const;
  if (close < lower)
    return { side: 'short', because: `${is} below ${text(lower)}, the low of ${span} bars` } as const;
  return undefined;
};

const text = (price: number): string => price.toPrecision(7);
