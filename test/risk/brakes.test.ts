import { describe, expect, it } from '@jest/globals';
import { Brakes, type Hold } from '../../src/risk/brakes.js';

const hold = (name: string, pipeline: string | null, symbol: string | null): Hold => ({
  name,
  pipeline,
  symbol,
  outcome: { code: 'PAUSED', facts: { who: name, why: 'test' } },
});

describe('brakes', () => {
  it('hold whom and where they say, and everybody everywhere where they say nothing', () => {
    const brakes = new Brakes();
    brakes.put(hold('a', 'p', null));
    expect([brakes.held('p', 'X'), brakes.held('q', 'X')]).toMatchObject([{ facts: { who: 'a' } }, null]);
    brakes.put(hold('b', null, 'X'));
    expect([brakes.held('q', 'X'), brakes.held('q', 'Y'), brakes.held('q', null)]).toMatchObject([
      { facts: { who: 'b' } },
      null,
      { facts: { who: 'b' } },
    ]);
  });

  it('are let go by name, each by itself, and put on twice are one', () => {
    const brakes = new Brakes();
    brakes.put(hold('a', null, null));
    brakes.put(hold('a', null, null));
    brakes.put(hold('b', null, null));
    expect([brakes.release('a'), brakes.release('a'), brakes.on.length]).toEqual([true, false, 1]);
    expect(brakes.held('p', 'X')).toMatchObject({ facts: { who: 'b' } });
  });
});
