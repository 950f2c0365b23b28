import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marbles, operatorContract } from 'millrace/testing';
import { align } from '../../operators/align.js';
import { streamed } from './streamed.js';

interface Tick {
  readonly symbol: string;
  readonly at: number;
  readonly price: number;
}
const tick = (symbol: string, at: number, price = 0): Tick => ({ symbol, at, price });
const pair = align<readonly ['KO', 'PEP'], Tick>({ symbols: ['KO', 'PEP'] });

const k = tick('KO', 1);
const p = tick('PEP', 1);
const K = tick('KO', 2);
const P = tick('PEP', 2);

describe('align', () => {
  it(
    'says one row an instant, with the event that completes it, in the order of the symbols',
    marbles((m) => {
      const tick$ = m.cold('   -k-p-P-K-|', { k, p, K, P });
      const listening = '      ^--------!';
      const expected = '       ---y---z-|';
      m.expectObservable(tick$.pipe(pair)).toBe(expected, { y: [k, p], z: [K, P] });
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it(
    'says nothing about an instant that one symbol misses',
    marbles((m) => {
      const tick$ = m.cold('   -k-P-p-|', { k, p, P });
      m.expectObservable(tick$.pipe(pair)).toBe('-------|');
    }),
  );

  it(
    'passes other symbols over, also between two of a row',
    marbles((m) => {
      const tick$ = m.cold('   -k-x-p-|', { k, p, x: tick('XOM', 7) });
      m.expectObservable(tick$.pipe(pair)).toBe('-----y-|', { y: [k, p] });
    }),
  );

  it(
    'takes the last word before the row is complete, and none after it',
    marbles((m) => {
      const later = tick('KO', 1, 9);
      const tick$ = m.cold('   -k-l-p-k-p-|', { k, p, l: later });
      m.expectObservable(tick$.pipe(pair)).toBe('-----y-----|', { y: [later, p] });
    }),
  );

  it(
    'fails with its source and lets go of it',
    marbles((m) => {
      m.expectObservable(m.cold('-k-#', { k }).pipe(pair)).toBe('---#');
      const tick$ = m.cold('   -k-p-K-P-|', { k, p, K, P });
      const listening = '      ^----!';
      m.expectObservable(tick$.pipe(pair), listening).toBe('---y--', { y: [k, p] });
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it.each([{ symbols: [] }, { symbols: ['KO', 'PEP', 'KO'] }])(
    'refuses the symbols $symbols while the pipeline is built',
    ({ symbols }) => {
      expect(() => align({ symbols })).toThrow(
        `align: symbols must be some and different ones, were [${symbols.join(', ')}]`,
      );
    },
  );

  it('says what a table of instants and symbols says', () => {
    const symbols = ['A', 'B', 'C'];
    const instants = fc.array(fc.subarray(['A', 'B', 'C', 'D']), { maxLength: 40 });
    fc.assert(
      fc.property(instants, (heard) => {
        const ticks = heard.flatMap((names, at) => names.map((name) => tick(name, at)));
        const complete = heard.flatMap((names, at) =>
          symbols.every((name) => names.includes(name)) ? [at] : [],
        );
        const rows = complete.map((at) => symbols.map((name) => tick(name, at)));
        expect(streamed(align<readonly string[], Tick>({ symbols }), ticks)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });
});

operatorContract('align', () => pair, [k, p, P, tick('XOM', 2), K]);
