import type { MarketEvent } from '../../domain/market-event.js';
import { dateText, dayOf } from '../../time/civil-date.js';
import { scrambled } from '../scrambled.js';
import { decided } from './decided.js';
import type { Law } from './law.js';

const WEEK_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * A series that a pipeline has by heart is out of every cut's reach, but it ends: on days that nobody has
 * ever seen the pipeline is at a loss, where an honest one goes on.
 */
export const unseenLaw: Law = {
  name: 'goes on deciding on days that nobody has seen',
  problems: async (subject) => {
    const unseen = unseenAfter(subject.events, subject.seed);
    const { entries, failures } = await subject.run([...subject.events, ...unseen]);
    if (failures.length > 0) return failures.map((failure) => failure.message);
    // What it knew by heart may still have to be closed on the first of these days.
    const middle = unseen[Math.floor(unseen.length / 2)]?.at ?? Number.POSITIVE_INFINITY;
    if (decided(entries).some(({ at }) => at > middle)) return [];
    return [
      'it decides on the data given, and nothing on as many made-up days after them: what does it know?',
    ];
  },
};

/** The tape once more with other prices, moved by whole weeks so that the days of the week stay. */
const unseenAfter = (events: readonly MarketEvent[], seed: number): readonly MarketEvent[] => {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return [];
  const days = WEEK_DAYS * (Math.floor((last.at - first.at) / (WEEK_DAYS * DAY_MS)) + 1);
  return scrambled(events, { after: Number.NEGATIVE_INFINITY, seed }).map((event) => moved(event, days));
};

const moved = (event: MarketEvent, days: number): MarketEvent => {
  const at = event.at + days * DAY_MS;
  if (event.kind !== 'bar') return { ...event, at, happenedAt: event.happenedAt + days * DAY_MS };
  const sessionDate = dateText(dayOf(event.sessionDate) + days);
  return { ...event, at, start: event.start + days * DAY_MS, sessionDate };
};
