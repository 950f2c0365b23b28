import { describe, expect, it } from '@jest/globals';
import { newStamp } from '../../src/sources/read-stamp.js';
import { skippedIn } from '../../src/sources/skipped-in.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The minutes of some days that a zone's clocks show, as Intl tells them, written as if they were UTC. */
const shownIn = (timeZone: string, first: number, days: number): ReadonlySet<number> => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const shown = new Set<number>();
  for (let at = first - DAY_MS; at < first + (days + 1) * DAY_MS; at += MINUTE_MS) {
    shown.add(Date.parse(`${format.format(at).replace(' ', 'T')}:00Z`));
  }
  return shown;
};

describe('a time that clocks skip', () => {
  it.each([
    ['America/New_York', '2021-03-13', 59],
    ['America/New_York', '2021-11-06', 0],
    ['Australia/Lord_Howe', '2021-10-02', 29],
    ['America/Sao_Paulo', '2018-11-03', 59],
    ['Pacific/Apia', '2011-12-29', 24 * 60 - 1],
    ['UTC', '2021-03-13', 0],
  ])('is found in %s in the days from %s on, its first minute apart', (timeZone, date, skipped) => {
    const first = Date.parse(`${date}T00:00Z`);
    const shown = shownIn(timeZone, first, 3);
    const isSkipped = skippedIn(timeZone);
    const found: number[] = [];
    const missing: number[] = [];
    for (let local = first; local < first + 3 * DAY_MS; local += MINUTE_MS) {
      const day = Math.floor(local / DAY_MS);
      if (isSkipped({ ...newStamp(), day, ms: local - day * DAY_MS, hasTime: true })) found.push(local);
      if (!shown.has(local)) missing.push(local);
    }
    expect(found).toEqual(missing.slice(1));
    expect(found).toHaveLength(skipped);
  });

  it('has no say where a zone is named or no time', () => {
    const isSkipped = skippedIn('America/New_York');
    const skipped = { ...newStamp(), day: Date.UTC(2021, 2, 14) / DAY_MS, ms: 9_000_000, hasTime: true };
    expect(isSkipped(skipped)).toBe(true);
    expect(isSkipped({ ...skipped, offsetMs: 0 })).toBe(false);
    expect(isSkipped({ ...skipped, hasTime: false })).toBe(false);
  });
});
