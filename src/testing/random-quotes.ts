import { byEventTime } from '../domain/event-order.js';
import { everyMs } from '../domain/every.js';
import type { Quote } from '../domain/market-event.js';
import { calendarNamed, type Session } from '../time/calendar.js';
import { dateText, dayOf } from '../time/civil-date.js';
import { quote } from './quote.js';
import { randomWalk } from './random-walk.js';

/**
 * Quotes over several sessions of the New York Stock Exchange (`XNYS`), from 2024-01-02 on, in the order of a
 * tape; the same quotes for the same seed.
 *
 *     randomQuotes({ seed: 7, symbols: ['SPY'], sessions: 3, every: '10m' })    39 quotes a session
 *
 * Each comes some part of `every` after a whole one since the open, so that symbols seldom meet. Mids wander
 * by about a quarter of a percent a quote near 100; spreads are one to four cents, sizes some thousand units.
 */
export const randomQuotes = (options: {
  readonly seed: number;
  readonly symbols: readonly string[];
  readonly sessions: number;
  readonly every: string;
}): readonly Quote[] => {
  const { seed, symbols, sessions, every } = options;
  const stepMs = everyMs(every);
  const opens = sessionsFrom('2024-01-02', sessions).map(({ open, close }) =>
    Array.from({ length: Math.floor((close - open) / stepMs) }, (_, index) => open + index * stepMs),
  );
  return symbols
    .flatMap((symbol) => {
      const walk = randomWalk(seed, `quotes of ${symbol}`);
      return opens.flat().map((from) => {
        const bid = walk.next(0.25);
        return quote({
          symbol,
          at: from + walk.whole(0, stepMs),
          bid,
          ask: Math.round(bid * 100 + walk.whole(1, 5)) / 100,
          bidSize: walk.whole(1_000, 10_000),
          askSize: walk.whole(1_000, 10_000),
        });
      });
    })
    .sort(byEventTime);
};

const sessionsFrom = (first: string, count: number): readonly Session[] => {
  const exchange = calendarNamed('XNYS');
  const found: Session[] = [];
  for (let date = first; exchange && found.length < count; ) {
    const session = exchange.sessionOnOrAfter(date);
    found.push(session);
    date = dateText(dayOf(session.date) + 1);
  }
  return found;
};
