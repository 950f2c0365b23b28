import { describe, expect, it } from '@jest/globals';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import { merge } from '../../../src/sources/merge.js';
import { openSource } from '../../../src/sources/open-source.js';
import type { SourceWorld } from '../../../src/sources/source.js';
import { shareSources } from '../../../src/sweep/share-sources.js';
import { sharedSource } from '../../../src/sweep/shared-source.js';
import { eventsOf, scratchFolder, world } from '../source-fixture.js';
import { ingested } from './ingested.js';

const write = scratchFolder();
const header = 'lastDate,priceFactor,splitFactor,referencePrice';

/** Prices that stand still from day to day, and as raw prices step by a split. */
const DAYS = ['02', '03', '06', '07', '08'].map((day) => `2020-01-${day}`);
const priceOn = (date: string): number => (date < '2020-01-06' ? 20 : 10);

const daily = (symbol: string, dates: readonly string[]): string => {
  const rows = dates.map((date) => [date, ...Array<number>(4).fill(priceOn(date))].join());
  const path = write(`${symbol}.csv`, ['date,open,high,low,close', ...rows, ''].join('\n'));
  return `file:${path}?symbol=${symbol}`;
};
const hourly = (symbols: readonly string[]): string => {
  const times = DAYS.flatMap((date) => ['12:00', '15:00', '20:00'].map((time) => [date, `${date}T${time}Z`]));
  const rows = times.flatMap(([date = '', time = '']) =>
    symbols.map((symbol) => `${time},${symbol},${priceOn(date)}`),
  );
  return `file:${write('trades.csv', ['time,symbol,price', ...rows, ''].join('\n'))}?`;
};

for (const symbol of ['NYA', 'NYB', 'ZED']) {
  write(
    `${symbol}-factors.csv`,
    [header, '20200102,0.97,0.5,20', '20200103,0.98,0.5,20', '20200107,0.99,1,10', '20501231,1,1,0', ''].join(
      '\n',
    ),
  );
}
const EVENTS = '&adjust=events';
const MARKETS: Readonly<Record<string, readonly string[]>> = {
  'a file of days': [`${daily('NYA', DAYS)}${EVENTS}`],
  'two files of days, one shorter': [
    `${daily('NYA', DAYS)}${EVENTS}`,
    `${daily('NYB', DAYS.slice(0, 4))}${EVENTS}`,
  ],
  'days that touch, without a calendar': [`${daily('ZED', DAYS)}${EVENTS}`],
  'a file of trades of two symbols': [`${hourly(['NYA', 'NYB'])}${EVENTS}`],
  'trades and days': [`${hourly(['NYA'])}${EVENTS}`, `${daily('NYB', DAYS)}${EVENTS}`],
};

const HOUR_MS = 3_600_000;
const EDGES = ['03', '06', '07', '08', '09'].flatMap((day) =>
  [0, 13].map((hour) => Date.parse(`2020-01-${day}`) + hour * HOUR_MS),
);

const read = async (
  uris: readonly string[],
  range: Partial<SourceWorld>,
): Promise<readonly MarketEvent[]> => {
  const sources = await Promise.all(uris.map((uri) => openSource(uri, { ...world, ...range })));
  return eventsOf(merge(sources));
};

describe('a range of a tape with splits and dividends', () => {
  it.each(Object.keys(MARKETS))('tells those that its files tell over it: %s', async (name) => {
    const uris = MARKETS[name] ?? [];
    const path = write('a.tape', '');
    await ingested(path, uris);
    const tape = [`tape:${path}`];
    const whole = await read(uris, {});
    expect(whole.some(({ kind }) => kind === 'action')).toBe(true);
    expect(await read(tape, {})).toEqual(whole);
    let cut = 0;
    for (const from of EDGES) {
      for (const to of EDGES.filter((end) => end > from)) {
        const wanted = await read(uris, { from, to });
        expect({ from, to, rows: await read(tape, { from, to }) }).toEqual({ from, to, rows: wanted });
        cut += wanted.filter(({ kind }) => kind === 'action').length;
      }
    }
    expect(cut).toBeGreaterThan(10);
  });

  it.each(Object.keys(MARKETS))('is what a range of a tape in shared memory is: %s', async (name) => {
    const uris = MARKETS[name] ?? [];
    const shared = await shareSources(await Promise.all(uris.map((uri) => openSource(uri, world))), {
      bytesMax: 1e9,
    });
    for (const from of EDGES)
      expect(await eventsOf(sharedSource(shared, from).rows())).toEqual(await read(uris, { from }));
  });

  it('is what a tape of no more than the range has', async () => {
    const [uri = ''] = MARKETS['a file of days'] ?? [];
    for (const to of EDGES.slice(1)) {
      const part = `${uri}&from=2020-01-02&to=${new Date(to).toISOString()}`;
      const wanted = await read([part], {});
      if (wanted.length === 0) continue;
      expect((await ingested(write('part.tape', ''), [part])).events).toEqual(wanted);
    }
  });
});

describe('the end of a range', () => {
  const days = `${daily('NYA', DAYS)}${EVENTS}`;
  const kinds = async (to: string): Promise<string> =>
    (await read([`${days}&to=${to}`], {})).map(({ kind }) => kind.charAt(0)).join('');

  it('cuts off no split of its last day, although its bar is known later', async () => {
    // New York's midnight is 05:00.
    expect(await kinds('2020-01-06T04:59Z')).toBe('bab');
    expect(await kinds('2020-01-06T05:01Z')).toBe('babaa');
  });
});
