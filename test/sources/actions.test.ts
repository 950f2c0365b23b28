import { describe, expect, it } from '@jest/globals';
import type { CorporateAction, MarketEvent } from '../../src/domain/market-event.js';
import { openSource } from '../../src/sources/open-source.js';
import { readAll, scratchFolder, world } from './source-fixture.js';

const write = scratchFolder();
const SHARE = 'file:samples/AAPL.csv?symbol=AAPL&adjust=events';

const actionsOf = (events: readonly MarketEvent[]): readonly CorporateAction[] =>
  events.flatMap((event) => (event.kind === 'action' ? [event] : []));
const dateOf = ({ at }: CorporateAction): string => new Date(at).toISOString();
const kinds = (events: readonly MarketEvent[]): string => events.map(({ kind }) => kind.charAt(0)).join('');

const factors = (...rows: readonly string[]): string =>
  write('f.csv', `lastDate,priceFactor,splitFactor,referencePrice\n${rows.join('\n')}\n`);
const bars = (...rows: readonly string[]): string =>
  write('bars.csv', `date,open,high,low,close\n${rows.map((date) => `${date},1,1,1,1`).join('\n')}\n`);

describe('adjust=events', () => {
  it('leaves prices raw and tells the splits that Apple made, at New York’s midnight of their day', async () => {
    const events = await readAll(SHARE);
    const raw = await readAll(SHARE.replace('events', 'none'));
    expect(events.filter(({ kind }) => kind === 'bar')).toEqual(raw);
    const splits = actionsOf(events).filter(({ action }) => action === 'split');
    // Apple, "Investor relations, stock split history": 2000-06-21, 2005-02-28, 2014-06-09, 2020-08-31.
    expect(splits.map((split) => [dateOf(split), split.value])).toEqual([
      ['2000-06-21T04:00:00.000Z', 2],
      ['2005-02-28T05:00:00.000Z', 2],
      ['2014-06-09T04:00:00.000Z', 7],
      ['2020-08-31T04:00:00.000Z', 4],
    ]);
    expect(splits.map(({ at, happenedAt }) => at === happenedAt)).toEqual([true, true, true, true]);
  });

  it('tells the dividends that Apple paid, to the hundredth part of a cent', async () => {
    const dividends = actionsOf(await readAll(SHARE)).filter(({ action }) => action === 'dividend');
    // Apple, "Investor relations, dividend history", as it was then: before the splits of 2014 and 2020.
    const known: Readonly<Record<string, number>> = {
      '2012-08-09': 2.65,
      '2013-05-09': 3.05,
      '2014-05-08': 3.29,
      '2014-08-07': 0.47,
      '2018-05-11': 0.73,
      '2020-08-07': 0.82,
      '2020-11-06': 0.205,
      '2021-02-05': 0.205,
    };
    const found = new Map(dividends.map((dividend) => [dateOf(dividend).slice(0, 10), dividend.value]));
    for (const [date, value] of Object.entries(known)) {
      expect([date, (found.get(date) ?? Number.NaN) / value]).toEqual([date, expect.closeTo(1, 4)]);
    }
    expect(found.size).toBe(35);
  });

  it('names the series, and says what is done about prices', async () => {
    const source = await openSource(SHARE, world);
    expect(source).toMatchObject({
      adjusted: 'events',
      series: [
        { symbol: 'AAPL', kind: 'bar', every: '1d' },
        { symbol: 'AAPL', kind: 'action' },
      ],
      notices: ['raw prices, splits and dividends are booked on their days'],
    });
  });

  it('tells nothing before the first row of a symbol, and nothing after the last', async () => {
    const range = await readAll(`${SHARE}&from=2014-06-09&to=2014-08-07`);
    expect(actionsOf(range)).toEqual([]);
    const wider = await readAll(`${SHARE}&from=2014-06-06&to=2014-08-08`);
    expect(actionsOf(wider).map(({ action }) => action)).toEqual(['split', 'dividend']);
    expect(kinds(wider.slice(0, 3))).toBe('bab');
  });

  it('stands between days that touch, where no calendar parts them', async () => {
    const days = ['2020-01-02,10,10,10,10', '2020-01-03,10,10,10,10', '2020-01-04,4.5,4.5,4.5,4.5'];
    const path = write('paid.csv', `date,open,high,low,close\n${days.join('\n')}\n`);
    const table = factors('20200103,0.9,0.5,10', '20501231,1,1,0');
    const events = await readAll(`file:${path}?symbol=X&every=1d&adjust=events&factors=${table}`);
    // The dividend first: it was paid on old shares.
    expect(kinds(events)).toBe('bbaab');
    expect(actionsOf(events)).toMatchObject([
      { action: 'dividend', value: expect.closeTo(1, 12), happenedAt: Date.UTC(2020, 0, 4) },
      { action: 'split', value: 2, happenedAt: Date.UTC(2020, 0, 4) },
    ]);
    const [second, first, last] = [events[1]?.at, events[2]?.at, events[4]];
    expect(second).toBe(Date.UTC(2020, 0, 4));
    expect(first).toBeGreaterThan(second ?? Number.NaN);
    expect(last?.kind === 'bar' && last.start).toBe(Date.UTC(2020, 0, 4));
  });

  it('comes before the trades and quotes that are there before a session opens', async () => {
    const path = write(
      'trades.csv',
      'time,price\n2020-01-03T20:00Z,10\n2020-01-04T00:30Z,10\n2020-01-06T09:05Z,5\n2020-01-06T14:30Z,5\n',
    );
    const table = factors('20200103,1,0.5,10', '20501231,1,1,0');
    const uri = `file:${path}?symbol=NYX&adjust=events&factors=${table}`;
    const events = await readAll(uri);
    expect(kinds(events)).toBe('ttatt');
    // The weekend has no session: Monday is the ex-day, and New York's midnight is 05:00 UTC.
    expect(events[2]?.at).toBe(Date.UTC(2020, 0, 6, 5));
    const one = await openSource(uri, { ...world, chunkRows: 1 });
    const chunks: MarketEvent[] = [];
    for await (const chunk of one.rows()) chunks.push(...chunk);
    expect(chunks).toEqual(events);
  });

  it.each([
    ['a split that prices do not show: they are adjusted already', '1,0.5,10', '10'],
    ['a dividend as large as the price', '0.1,1,1000', '10'],
  ])('refuses %s', async (_, row, after) => {
    const days = ['2020-01-02', '2020-01-03'].map((date) => `${date},10,10,10,10`);
    const last = `2020-01-04,${[after, after, after, after].join(',')}`;
    const path = write('misfit.csv', `date,open,high,low,close\n${[...days, last].join('\n')}\n`);
    const table = factors(`20200103,${row}`, '20501231,1,1,0');
    const read = readAll(`file:${path}?symbol=X&every=1d&adjust=events&factors=${table}`);
    await expect(read).rejects.toMatchObject({ code: 'ACTION_MISFIT' });
  });

  it('puts the actions of several symbols each into its own days', async () => {
    const path = write(
      'two.csv',
      [
        'time,symbol,price',
        '2020-01-02T10:00Z,A,1',
        '2020-01-02T10:00Z,B,1',
        '2020-01-04T10:00Z,A,0.5',
        '2020-01-05T10:00Z,B,0.25',
        '',
      ].join('\n'),
    );
    const header = 'lastDate,priceFactor,splitFactor,referencePrice\n';
    write('A-factors.csv', `${header}20200103,1,0.5,1\n20501231,1,1,0\n`);
    write('B-factors.csv', `${header}20200102,1,0.25,1\n20501231,1,1,0\n`);
    const events = actionsOf(await readAll(`file:${path}?adjust=events`));
    expect(events.map(({ symbol, value, at }) => [symbol, value, new Date(at).getUTCDate()])).toEqual([
      ['B', 4, 3],
      ['A', 2, 4],
    ]);
  });

  it('takes factors that differ by their rounding alone for no split', async () => {
    const path = bars('2020-01-02', '2020-01-03', '2020-01-04');
    const table = factors('20200102,1,0.3333334,10', '20200103,1,0.3333333,10', '20501231,1,0.3333333,0');
    const events = await readAll(`file:${path}?symbol=X&every=1d&adjust=events&factors=${table}`);
    expect(kinds(events)).toBe('bbb');
  });

  it.each([
    ['a dividend without the close before it', '20200102,0.9,1,0', 'needs its referencePrice'],
    ['a dividend without any', '20200102,0.9,1,', 'needs its referencePrice'],
    ['a dividend that who holds would pay', '20200102,1.1,1,10', 'falls after 2020-01-02, from 1.1 to 1'],
    [
      'a split by factors without a digit',
      '20200102,1,0.00000004,10',
      'split after 2020-01-02 cannot be told',
    ],
  ])('refuses %s', async (_what, row, says) => {
    const path = bars('2020-01-02', '2020-01-03');
    const uri = `file:${path}?symbol=X&adjust=events&factors=${factors(row, '20501231,1,1,0')}`;
    await expect(readAll(uri)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining(says),
    });
  });

  it.each([
    ['bars that lie on both sides of a split', 'every=1w', 'may lie on both sides of a split'],
    ['events', 'events=news', 'events have no prices to adjust'],
  ])('refuses %s', async (_what, key, says) => {
    const path = bars('2020-01-03', '2020-01-10');
    await expect(
      readAll(`file:${path}?symbol=X&${key}&adjust=events&factors=${factors('20501231,1,1,0')}`),
    ).rejects.toMatchObject({ code: 'SOURCE_INVALID', message: expect.stringContaining(says) });
  });
});
