import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline } from 'millrace';
import { trade } from 'millrace/testing';
import { ignoreElements, tap } from 'rxjs';
import { z } from 'zod';
import { usShare } from '../../src/domain/instrument.js';
import { barsOf } from '../../src/engine/bars/bars-of.js';
import { sessionsOf } from '../../src/engine/sessions.js';
import { zonesOf } from '../../src/engine/zones-of.js';
import { memorySource } from './memory-source.js';
import { play } from './play.js';

const utc = (text: string): number => Date.parse(`${text}Z`);

/** One trade every six hours over three days. */
const sixHourly = (symbol: string) =>
  Array.from({ length: 12 }, (_, index) =>
    trade({ symbol, at: utc('2024-01-02T00:00') + index * 6 * 3_600_000, price: 10 }),
  );

const NEW_YORK = memorySource(sixHourly('NY'), { uri: 'memory:ny', tz: 'America/New_York' });
const TOKYO = memorySource(sixHourly('TYO'), { uri: 'memory:tyo', tz: 'Asia/Tokyo' });

const days = (log: string[]) =>
  definePipeline({
    name: 'days',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['NY', 'TYO'], every: '1d' }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        tap((one) => log.push(`${one.symbol} ${one.sessionDate} ${new Date(one.at).toISOString()}`)),
        ignoreElements(),
      ),
  });

describe('sources of different zones', () => {
  it.each([
    ['one way', [NEW_YORK, TOKYO]],
    ['and the other', [TOKYO, NEW_YORK]],
  ])('each cut the days of their own symbols: %s', async (_way, sources) => {
    const log: string[] = [];
    await play({ pipelines: { p: days(log) }, sources });
    expect(log).toEqual([
      'NY 2024-01-01 2024-01-02T05:00:00.000Z',
      'TYO 2024-01-02 2024-01-02T15:00:00.000Z',
      'NY 2024-01-02 2024-01-03T05:00:00.000Z',
      'TYO 2024-01-03 2024-01-03T15:00:00.000Z',
      'NY 2024-01-03 2024-01-04T05:00:00.000Z',
      'TYO 2024-01-04 2024-01-04T15:00:00.000Z',
    ]);
  });

  it('date and end the days of their own symbols, and those of no symbol in UTC', () => {
    const zoneOf = zonesOf([NEW_YORK, TOKYO], () => false);
    const sessions = sessionsOf(usShare, zoneOf);
    const at = utc('2024-01-02T18:00');
    expect(['NY', 'TYO', undefined].map((symbol) => sessions.date(symbol, at))).toEqual([
      '2024-01-02',
      '2024-01-03',
      '2024-01-02',
    ]);
    expect(['NY', 'TYO'].map((symbol) => sessions.end(symbol, at))).toEqual([
      utc('2024-01-03T05:00'),
      utc('2024-01-03T15:00'),
    ]);
    expect(zonesOf([TOKYO], () => false)(undefined)).toBe('Asia/Tokyo');
    expect(zonesOf([], () => false)('X')).toBe('UTC');
  });

  const noon = memorySource([trade({ symbol: 'NY', at: utc('2024-01-09T12:00'), price: 10 })], {
    uri: 'memory:noon',
  });

  it('cannot both have one symbol without a calendar: its days would begin twice', async () => {
    for (const sources of [
      [NEW_YORK, TOKYO, noon],
      [noon, NEW_YORK, TOKYO],
    ]) {
      await expect(play({ pipelines: { p: days([]) }, sources })).rejects.toMatchObject({
        code: 'SOURCE_INVALID',
        facts: { reason: expect.stringMatching(/^days of NY begin in .* here and in .*: give both one tz/) },
      });
    }
  });

  it('may both have one whose days a calendar says', async () => {
    const log: string[] = [];
    const instrument = { calendar: 'XNYS' };
    await play({ pipelines: { p: days(log) }, sources: [NEW_YORK, TOKYO, noon], instrument });
    expect(log[0]).toBe('NY 2024-01-02 2024-01-02T21:00:00.000Z');
  });

  it('are each inspected by their own', async () => {
    const said: string[] = [];
    for await (const { sessionDate } of barsOf(TOKYO, { every: '1d', instrument: usShare }))
      said.push(sessionDate);
    expect(said).toEqual(['2024-01-02', '2024-01-03', '2024-01-04']);
  });
});
