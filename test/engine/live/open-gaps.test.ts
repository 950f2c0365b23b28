import { describe, expect, it } from '@jest/globals';
import type { MarketEvent, Status } from '../../../src/domain/market-event.js';
import { OpenGaps } from '../../../src/engine/live/open-gaps.js';
import { trade } from '../../../src/testing/index.js';

const said = (symbol: string, state: Status['state'], at: number): Status => {
  return { kind: 'status', symbol, at, happenedAt: at, state, detail: '' };
};
const heard = (symbol: string, at: number, happenedAt = at): MarketEvent => {
  return { ...trade({ symbol, at, price: 1 }), happenedAt };
};

const overAfter = (events: readonly MarketEvent[]): readonly string[] => {
  const gaps = new OpenGaps();
  return events.flatMap((event) => gaps.hear(event).map(({ symbol, since }) => `${symbol} since ${since}`));
};

describe('a gap is over', () => {
  it.each<[string, readonly MarketEvent[], readonly string[]]>([
    ['with a row of its symbol that happened later', [heard('A', 6)], ['A since 5']],
    ['with no row of another', [heard('B', 6)], []],
    ['with none that only waited somewhere', [heard('A', 7, 4)], []],
    ['with the one behind it', [heard('A', 7, 4), heard('A', 8, 6)], ['A since 5']],
    ['when the feed says that it trades', [said('A', 'trading', 6)], ['A since 5']],
    ['when the feed says that all of it trades', [said('', 'trading', 6)], ['A since 5']],
    ['once', [heard('A', 6), heard('A', 7), said('A', 'trading', 8)], ['A since 5']],
    ['not with another gap, which is the same one', [said('A', 'gap', 6)], []],
    ['from its first word on', [said('A', 'gap', 6), heard('A', 7)], ['A since 5']],
    ['by a halt, of which the feed knows', [said('A', 'halted', 6)], ['A since 5']],
  ])('%s', (_, events, over) => {
    expect(overAfter([said('A', 'gap', 5), ...events])).toEqual(over);
  });

  it('of the whole feed with whatever is heard', () => {
    expect(overAfter([said('', 'gap', 5), heard('B', 6)])).toEqual([' since 5']);
  });
});
