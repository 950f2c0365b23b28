import { describe, expect, it } from '@jest/globals';
import type { EntryOf } from '../../../../src/domain/journal.js';
import { fillKinds } from '../../../../src/report/html/data/fill-kinds.js';
import { runResult } from '../../run-result.js';

describe('fillKinds', () => {
  const fill = (side: 'buy' | 'sell', quantity: number, effect: 'net' | 'open' | 'close' = 'net') => {
    const [entry] = runResult({ bars: 30, symbols: ['X'] }).facts.fills;
    if (!entry) throw new Error('the run has no fill');
    return { ...entry, body: { ...entry.body, side, quantity, effect } } satisfies EntryOf<'fill'>;
  };

  it('tells in from out by the position, and a turn is an entry', () => {
    const fills = [fill('buy', 10), fill('buy', 5), fill('sell', 15), fill('sell', 3), fill('buy', 6)];
    expect(fillKinds(fills)).toEqual(['long', 'long', 'exit', 'short', 'long']);
  });

  it('believes what a fill of a lot says', () => {
    const fills = [fill('buy', 1, 'open'), fill('sell', 1, 'open'), fill('sell', 1, 'close')];
    expect(fillKinds(fills)).toEqual(['long', 'short', 'exit']);
  });

  it('is out when parts that are no binary fractions come back together', () => {
    const fills = [fill('buy', 0.1), fill('buy', 0.2), fill('sell', 0.3), fill('sell', 1)];
    expect(fillKinds(fills)).toEqual(['long', 'long', 'exit', 'short']);
  });
});
