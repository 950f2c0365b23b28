import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marbles, operatorContract } from 'millrace/testing';
import { closings } from '../../operators/closings.js';
import { streamed } from './streamed.js';

interface Tick {
  readonly symbol: string;
  readonly day: string;
  readonly price: number;
}
const tick = (symbol: string, day: string, price = 0): Tick => ({ symbol, day, price });
const monthly = () => closings<Tick>({ period: ({ day }) => day.slice(0, 7) });

const a = tick('KO', '2024-01-30', 1);
const b = tick('PEP', '2024-01-30', 2);
const c = tick('KO', '2024-01-31', 3);
const d = tick('PEP', '2024-02-01', 4);
const e = tick('KO', '2024-02-01', 5);
const f = tick('KO', '2024-04-02', 6);

describe('closings', () => {
  it(
    'says what every symbol said last, with the first event of another period',
    marbles((m) => {
      const tick$ = m.cold('   -a-b-c-d-e-f-|', { a, b, c, d, e, f });
      const listening = '      ^------------!';
      const expected = '       -------y---z-|';
      m.expectObservable(tick$.pipe(monthly())).toBe(expected, {
        y: { period: '2024-01', last: [c, b], next: d },
        z: { period: '2024-02', last: [d, e], next: f },
      });
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it(
    'leaves a symbol out that has said nothing in the period',
    marbles((m) => {
      const tick$ = m.cold('   -b-e-f-|', { b, e, f });
      const expected = '       ---y-z-|';
      m.expectObservable(tick$.pipe(monthly())).toBe(expected, {
        y: { period: '2024-01', last: [b], next: e },
        z: { period: '2024-02', last: [e], next: f },
      });
    }),
  );

  it(
    'passes over what belongs to a period that is over',
    marbles((m) => {
      const tick$ = m.cold('   -a-d-b-c-f-|', { a, b, c, d, f });
      const expected = '       ---y-----z-|';
      m.expectObservable(tick$.pipe(monthly())).toBe(expected, {
        y: { period: '2024-01', last: [a], next: d },
        z: { period: '2024-02', last: [d], next: f },
      });
    }),
  );

  it(
    'says nothing about a period that is cut short',
    marbles((m) => {
      m.expectObservable(m.cold('-a-b-|', { a, b }).pipe(monthly())).toBe('-----|');
      m.expectObservable(m.cold('-a-b-#', { a, b }).pipe(monthly())).toBe('-----#');
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no day');
      const reader = (): never => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|', { a, b }).pipe(closings<Tick>({ period: reader }))).toBe(
        '-#',
        {},
        broken,
      );
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const tick$ = m.cold('   -a-d-f-|', { a, d, f });
      const listening = '      ^---!';
      const expected = '       ---y-';
      m.expectObservable(tick$.pipe(monthly()), listening).toBe(expected, {
        y: { period: '2024-01', last: [a], next: d },
      });
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it('says what a table of periods and symbols says', () => {
    const period = fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 9 }), (periods) => {
        const ticks = periods.map((symbols, month) =>
          symbols.map((symbol, price) => tick(symbol, `2024-0${month + 1}-01`, price)),
        );
        const said = streamed(monthly(), ticks.flat()).map(({ last }) => new Set(last));
        const lasts = ticks
          .slice(0, -1)
          .map((all) => new Set(new Map(all.map((one) => [one.symbol, one])).values()));
        expect(said).toEqual(lasts);
      }),
      { numRuns: 300 },
    );
  });
});

operatorContract('closings', monthly, [a, b, c, d, e, f]);
