import { describe, expect, it } from '@jest/globals';
import { bar, type Marbles, marbles, pipelineContext } from 'millrace/testing';
import { bufferCount, map, mergeMap, type Observable } from 'rxjs';
import type { z } from 'zod';
import { pairsSpread } from '../../pipelines/pairs-spread.js';

type Params = z.input<typeof pairsSpread.params>;

/**
 * Closes of KO and PEP at one instant, null where one has none.
 *
 * PEP is at 100 or 110, in turns, and the line goes through the last four of both: at each level through the
 * mean of the last two closes of KO there. So the spread is half of what KO has moved since PEP was there
 * before; h H are 1.5 above the line and l L 1.5 below it. The score is taken of three spreads.
 */
const closes = {
  a: [100, 100],
  b: [110, 110],
  h: [103, 100],
  H: [113, 110],
  l: [97, 100],
  L: [107, 110],
  u: [140, 100],
  S: [93, 110],
  c: [110, 100],
  d: [100, 110],
  D: [103, 110],
  k: [150, null],
  p: [null, 150],
} as const;

const intents = (m: Marbles, instants: string, params: Partial<Params> = {}) => {
  const bar$ = m
    .cold(instants, closes)
    .pipe(
      mergeMap((pair) =>
        pair.flatMap((close, place) =>
          close === null ? [] : [bar({ symbol: place === 0 ? 'KO' : 'PEP', close, at: m.clock.now() })],
        ),
      ),
    );
  const context = pipelineContext(pairsSpread, {
    params: { symbols: ['KO', 'PEP'], hedgeSpan: 4, span: 3, entry: 1, exit: 0.5, ...params },
    clock: m.clock,
  });
  return pairsSpread.flow({ bar$ }, context);
};

/** Which side the two legs are on, which are wished together. */
const sides = (...of: Parameters<typeof intents>): Observable<string> =>
  intents(...of).pipe(
    map((intent) => {
      if (intent.kind !== 'target' || intent.weight === null) return intent.kind;
      return `${intent.weight > 0 ? 'long' : intent.weight < 0 ? 'short' : 'no'} ${intent.symbol}`;
    }),
    bufferCount(2),
    map((legs) => legs.join(', ')),
  );

const [short, long, flat] = ['short KO, long PEP', 'long KO, short PEP', 'no KO, no PEP'];

describe('pairsSpread', () => {
  it(
    'sells the first high above the line against the second, until it is near again',
    marbles((m) => {
      const bars = '    -a-b-a-b-a-b-a-H-a-';
      const expected = '---------------s-f-';
      m.expectObservable(sides(m, bars)).toBe(expected, { s: short, f: flat });
    }),
  );

  it(
    'buys the first far below the line against the second, until it is near again',
    marbles((m) => {
      const bars = '    -a-b-a-b-a-b-a-L-a-';
      const expected = '---------------l-f-';
      m.expectObservable(sides(m, bars)).toBe(expected, { l: long, f: flat });
    }),
  );

  it(
    'holds on while the spread is not near enough',
    marbles((m) => {
      const bars = '    -a-b-a-b-a-b-a-H-h-'; // spreads of 0, 1.5, 1.5: 0.71 deviations
      const half = '    ---------------s---';
      const most = '    ---------------s-f-';
      m.expectObservable(sides(m, bars, { exit: 0.7 })).toBe(half, { s: short });
      m.expectObservable(sides(m, bars, { exit: 0.8 })).toBe(most, { s: short, f: flat });
    }),
  );

  it(
    'turns where the spread goes to the other side at once',
    marbles((m) => {
      const bars = '    -a-b-a-b-a-b-a-H-l-'; // spreads of 0, 1.5, -1.5: -1.22 deviations
      const expected = '---------------s-l-';
      m.expectObservable(sides(m, bars)).toBe(expected, { s: short, l: long });
    }),
  );

  it(
    'needs a whole window of spreads before it trades',
    marbles((m) => {
      const early = '   -a-b-a-b-H-'; // the second spread
      const third = '   -a-b-a-b-a-H-';
      const expected = '-----------s-';
      m.expectObservable(sides(m, early)).toBe('-----------');
      m.expectObservable(sides(m, third)).toBe(expected, { s: short });
    }),
  );

  it(
    'decides nothing at an instant that one of the two misses, and forgets it',
    marbles((m) => {
      const bars = '    -a-b-k-a-b-p-a-b-a-k-p-H-p-k-a-';
      const expected = '-----------------------s-----f-';
      m.expectObservable(sides(m, bars)).toBe(expected, { s: short, f: flat });
    }),
  );

  it(
    'leaves two alone of which one falls when the other rises',
    marbles((m) => {
      const bars = '    -c-d-c-d-c-d-c-D-c-d-';
      const expected = '---------------------';
      m.expectObservable(sides(m, bars)).toBe(expected);
    }),
  );

  it(
    'leaves two alone while the second stands still: there is no hedge ratio',
    marbles((m) => {
      const bars = '    -a-h-a-l-a-h-a-u-a-h-';
      const expected = '---------------------';
      m.expectObservable(sides(m, bars)).toBe(expected);
    }),
  );

  it(
    'gets out where the two are no pair any more, however far the spread is',
    marbles((m) => {
      const bars = '    -a-b-a-b-a-b-a-H-u-'; // means of 111.5 at 110 and of 120 at 100
      const expected = '---------------s-f-';
      m.expectObservable(sides(m, bars)).toBe(expected, { s: short, f: flat });
    }),
  );

  it(
    'gets out where the spread goes on to its stop, and in only short of it',
    marbles((m) => {
      const bars = '    -a-b-a-b-a-b-a-H-l-S-'; // scores of 1.41, -1.22 and -1.37
      const expected = '-----------------l-f-';
      m.expectObservable(sides(m, bars, { stop: 1.3 })).toBe(expected, { l: long, f: flat });
    }),
  );

  it(
    'shares its weight out so that the units stand in the hedge ratio',
    marbles((m) => {
      const bars = '    -a-b-a-b-a-b-a-H-a-';
      const expected = '---------------s-f-';
      const weight$ = intents(m, bars, { weight: 2.395 }).pipe(
        map((intent) => (intent.kind === 'target' ? Number(intent.weight?.toFixed(9)) : intent.kind)),
        bufferCount(2),
      );
      // The ratio is 1.15: one KO at 113 goes against 1.15 PEP at 110, which is 239.5 in all.
      m.expectObservable(weight$).toBe(expected, { s: [-1.13, 1.265], f: [0, 0] });
    }),
  );

  it(
    'gives the spread and the ratio as its reason',
    marbles((m) => {
      const expected = '---------------s-f-';
      const reasons = (bars: string) =>
        intents(m, bars).pipe(
          map(({ because }) => because),
          bufferCount(2),
        );
      const s = Array(2).fill('spread at 1.41 deviations, hedge ratio 1.150');
      m.expectObservable(reasons('-a-b-a-b-a-b-a-H-a-')).toBe(expected, {
        s,
        f: Array(2).fill('spread at -0.71 deviations'),
      });
      m.expectObservable(reasons('-a-b-a-b-a-b-a-H-u-')).toBe(expected, {
        s,
        f: Array(2).fill('no pair any more: hedge ratio -0.8500'),
      });
    }),
  );

  it('asks for as many bars before trading as both windows need', () => {
    const params = pairsSpread.params.parse({ symbols: ['KO', 'PEP'] });
    expect(params).toEqual({
      symbols: ['KO', 'PEP'],
      every: '1d',
      hedgeSpan: 60,
      span: 20,
      entry: 2,
      exit: 0.5,
      stop: 4,
      weight: 0.95,
    });
    expect(pairsSpread.warmup?.(params)).toEqual({ bars: 78 });
    expect(pairsSpread.feeds(params).bar$).toMatchObject({ symbols: ['KO', 'PEP'], every: '1d' });
  });

  it.each([
    { wrong: { symbols: ['KO'] }, reason: /symbols/ },
    { wrong: { symbols: ['KO', 'KO'] }, reason: /must be two/ },
    { wrong: { symbols: ['KO', 'PEP', 'MNST'] }, reason: /symbols/ },
    { wrong: { symbols: ['KO', 'PEP'], exit: 2 }, reason: /must be smaller than entry/ },
    { wrong: { symbols: ['KO', 'PEP'], stop: 2 }, reason: /must be smaller than stop/ },
  ])('refuses $wrong', ({ wrong, reason }) => {
    expect(() => pairsSpread.params.parse(wrong)).toThrow(reason);
  });
});
