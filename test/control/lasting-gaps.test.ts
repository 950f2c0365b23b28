import { describe, expect, it } from '@jest/globals';
import { LastingGaps } from '../../src/control/lasting-gaps.js';
import { Scribe } from '../portfolio/entries.js';

const started = { state: 'started', orders: null, ended: false } as const;

describe('the gaps that last', () => {
  const folded = (write: (scribe: Scribe) => void) => {
    const gaps = new LastingGaps();
    write(new Scribe((entry) => gaps.add(entry)));
    return gaps.all.map(({ symbol, detail }) => `${symbol}: ${detail}`);
  };
  const gap = (scribe: Scribe, symbol: string, detail: string): void => {
    scribe.write('notice', { code: 'GAP', facts: { symbol, detail } }, { symbol });
  };
  const over = (scribe: Scribe, symbol: string): void => {
    scribe.write('notice', { code: 'GAP_OVER', facts: { symbol, since: '' } }, { symbol });
  };

  it('are those that nothing has ended, each with its last word', () => {
    const all = folded((scribe) => {
      gap(scribe, 'A', 'silent');
      gap(scribe, 'B', 'silent');
      gap(scribe, '', 'no JSON');
      over(scribe, 'B');
      gap(scribe, 'A', 'broken');
      over(scribe, 'C');
    });
    expect(all).toEqual(['A: broken', ': no JSON']);
  });

  it('are none when a process comes up: it says anew what it does not hear', () => {
    const all = folded((scribe) => {
      gap(scribe, 'A', 'silent');
      scribe.write('session', started);
      gap(scribe, 'B', 'silent');
    });
    expect(all).toEqual(['B: silent']);
  });
});
