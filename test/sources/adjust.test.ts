import { describe, expect, it } from '@jest/globals';
import type { Bar } from '../../src/domain/market-event.js';
import { openSource } from '../../src/sources/open-source.js';
import { describeWithShared } from '../shared-data.js';
import { readAll, scratchFolder, world } from './source-fixture.js';

const write = scratchFolder();
const SHARE = 'file:samples/AAPL.csv?symbol=AAPL';

const barsByDate = async (uri: string): Promise<(date: string) => Bar> => {
  const bars = new Map<string, Bar>();
  for (const event of await readAll(uri)) if (event.kind === 'bar') bars.set(event.sessionDate, event);
  return (date) => {
    const bar = bars.get(date);
    if (bar === undefined) throw new Error(`there is no bar of ${date}`);
    return bar;
  };
};

describe('adjust', () => {
  it('has to be said where factors lie beside a file, in whatever case they are written', async () => {
    await expect(openSource(SHARE, world)).rejects.toMatchObject({
      code: 'FACTORS_UNDECIDED',
      facts: { path: 'samples/AAPL.csv', factors: 'samples/AAPL-factors.csv' },
      message: expect.stringContaining('Say ?adjust=none, ?adjust=split, ?adjust=total or ?adjust=events.'),
    });
    const path = write('zz.csv', 'date,open,high,low,close\n2020-01-02,1,1,1,1\n');
    write('zz-Factors.csv', 'lastDate,priceFactor,splitFactor\n20501231,1,1\n');
    await expect(openSource(`file:${path}?symbol=ZZ`, world)).rejects.toMatchObject({
      code: 'FACTORS_UNDECIDED',
    });
    expect(await readAll(`file:${path}?symbol=YY`)).toHaveLength(1);
  });

  it('names under none the days on which the price jumped by over 40 %', async () => {
    const source = await openSource(`${SHARE}&adjust=none`, world);
    // Splits of 2000, 2005, 2014 (7 for 1) and 2020 (4 for 1), and the profit warning of September 2000.
    expect(source.notices.map((notice) => /^AAPL: jump of (\d+) % on (\S+)$/.exec(notice)?.slice(1))).toEqual(
      [
        [expect.stringMatching(/^4\d$/), '2000-06-21'],
        [expect.stringMatching(/^5\d$/), '2000-09-29'],
        ['50', '2005-02-28'],
        ['85', '2014-06-09'],
        [expect.stringMatching(/^7\d$/), '2020-08-31'],
      ],
    );
    expect(source.adjusted).toBe('none');
    const bar = await barsByDate(`${SHARE}&adjust=none`);
    expect(bar('2014-06-06').close).toBe(645.57);
  });

  it('by splits divides prices and multiplies volume, up to the last day of each factor', async () => {
    const source = await openSource(`${SHARE}&adjust=split`, world);
    expect(source.notices).toEqual(['fills at back-adjusted prices']);
    const [raw, split] = [
      await barsByDate(`${SHARE}&adjust=none`),
      await barsByDate(`${SHARE}&adjust=split`),
    ];
    // The factor file: 0.0357143 up to 2014-06-06, 0.25 up to 2020-08-28, 1 from then on.
    expect(split('2014-06-06').close).toBe(645.57 * 0.0357143);
    expect(split('2014-06-06').volume).toBe((raw('2014-06-06').volume ?? 0) / 0.0357143);
    expect(split('2014-06-09').open).toBe(raw('2014-06-09').open * 0.25);
    expect(split('2020-08-28').close).toBe(raw('2020-08-28').close * 0.25);
    expect(split('2020-08-31')).toEqual(raw('2020-08-31'));
    expect(Math.abs(split('2014-06-09').open / split('2014-06-06').close - 1)).toBeLessThan(0.02);
  });

  it('in total multiplies by both factors', async () => {
    const [raw, total] = [
      await barsByDate(`${SHARE}&adjust=none`),
      await barsByDate(`${SHARE}&adjust=total`),
    ];
    expect(total('2014-06-06').close).toBe(645.57 * 0.9011818 * 0.0357143);
    expect(total('2014-06-06').volume).toBe((raw('2014-06-06').volume ?? 0) / 0.0357143);
    expect(total('2021-03-31')).toEqual(raw('2021-03-31'));
  });

  it('adjusts quotes and trades as well, and nothing after the last row of the factors', async () => {
    const factors = write('f.csv', 'lastDate,priceFactor,splitFactor,referencePrice\n20200102,0.5,0.25,1\n');
    const quotes = write(
      'q.csv',
      'time,bid,ask,bidSize,askSize\n2020-01-02T23:00Z,8,16,1,2\n2020-01-03T01:00Z,8,16,1,2\n',
    );
    const trades = write('t.csv', 'time,price,size\n2020-01-02T23:00Z,8,1\n2020-01-03T01:00Z,8,1\n');
    expect(await readAll(`file:${quotes}?symbol=X&adjust=total&factors=${factors}`)).toEqual([
      expect.objectContaining({ bid: 1, ask: 2, bidSize: 4, askSize: 8 }),
      expect.objectContaining({ bid: 8, ask: 16, bidSize: 1, askSize: 2 }),
    ]);
    expect(await readAll(`file:${trades}?symbol=X&adjust=split&factors=${factors}`)).toEqual([
      expect.objectContaining({ price: 2, size: 4 }),
      expect.objectContaining({ price: 8, size: 1 }),
    ]);
    // In New York the second quote is still of the 2nd.
    const [, late] = await readAll(`file:${trades}?symbol=NYX&adjust=split&factors=${factors}`);
    expect(late).toMatchObject({ price: 2 });
  });

  const bars = 'date,open,high,low,close\n2020-01-02,1,1,1,1\n';
  it.each([
    ['too large', '1e308', '2020-01-02,10,12,9,11,5', 'has 10, which its factors 1e+308 and 1 make Infinity'],
    [
      'too small',
      '1e-308',
      '2020-01-02,1e-30,1e-30,1e-30,1e-30,5',
      'has 1e-30, which its factors 1e-308 and 1 make 0',
    ],
  ])('refuses a price that a factor makes %s', async (_what, factor, row, says) => {
    const factors = write('f.csv', `lastDate,priceFactor,splitFactor\n20200102,${factor},1\n`);
    const path = write('x.csv', `date,open,high,low,close,volume\n${row}\n`);
    await expect(readAll(`file:${path}?symbol=X&adjust=total&factors=${factors}`)).rejects.toMatchObject({
      code: 'ROW_INVALID',
      facts: { path, line: 2, reason: says },
    });
  });

  it.each([
    ['no factors to adjust by', bars, '?symbol=LONE&adjust=total', null, 'needs LONE-factors.csv beside'],
    [
      'one factor file for two symbols',
      'time,symbol,price\n2020-01-02,A,1\n2020-01-02,B,1\n',
      '?adjust=split',
      'lastDate,priceFactor,splitFactor\n20200101,1,1\n',
      'there are 2 symbols',
    ],
    [
      'weeks',
      bars,
      '?symbol=X&every=1w&adjust=split',
      'lastDate,priceFactor,splitFactor\n20200101,1,1\n',
      'adjust shorter ones',
    ],
    [
      'a factor of zero',
      bars,
      '?symbol=X&adjust=split',
      'lastDate,priceFactor,splitFactor\n20200101,1,0\n',
      'is no date with two factors above 0',
    ],
    [
      'no date',
      bars,
      '?symbol=X&adjust=split',
      'lastDate,priceFactor,splitFactor\nsoon,1,1\n',
      'is no date with two factors above 0',
    ],
    [
      'a short row',
      bars,
      '?symbol=X&adjust=split',
      'lastDate,priceFactor,splitFactor\n20200101,1\n',
      'is no date with two factors above 0',
    ],
    [
      'dates that fall',
      bars,
      '?symbol=X&adjust=split',
      'lastDate,priceFactor,splitFactor\n20200102,1,1\n20200101,1,1\n',
      'does not come after',
    ],
    [
      'another header',
      bars,
      '?symbol=X&adjust=split',
      'date,factor\n20200102,1\n',
      'factors need lastDate, priceFactor and splitFactor',
    ],
    [
      'an empty file of factors',
      bars,
      '?symbol=X&adjust=split',
      'lastDate,priceFactor,splitFactor\n',
      'has no row',
    ],
    [
      'a file of factors that is not there',
      bars,
      '?symbol=X&adjust=split&factors=nope.csv',
      null,
      'nope.csv: no such file',
    ],
  ])('refuses %s', async (_, text, query, factors, says) => {
    const named = factors === null ? '' : `&factors=${write('bad-factors.csv', factors)}`;
    await expect(openSource(`file:${write('b.csv', text)}${query}${named}`, world)).rejects.toThrow(says);
  });
});

describeWithShared('adjust=total', (data) => {
  it('gives the prices with which LEAN published its BasicTemplateDaily', async () => {
    const bar = await barsByDate(`file:${data('lean', 'spy-daily-raw-201310.csv')}?symbol=SPY&adjust=total`);
    // 697 shares at the open of 2013-10-09 with a fee of 3.485, held to the close of 2013-10-17: 104,486.22.
    const cash = 100_000 - 697 * bar('2013-10-09').open - 3.485;
    expect(cash + 697 * bar('2013-10-17').close).toBeCloseTo(104_486.21831449, 7);
  });
});
