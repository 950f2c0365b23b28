import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline } from 'millrace';
import { sma } from 'millrace/operators/sma';
import { from, ignoreElements, lastValueFrom, map, tap, toArray } from 'rxjs';
import { z } from 'zod';
import type { Bar } from '../../src/domain/market-event.js';
import { describeWithShared } from '../shared-data.js';
import { waysIn } from '../taped.js';
import { sourceAt, underRules } from './under-rules.js';

/** What that engine's own test prints of its average over weekly bars made of daily ones. */
interface Reference {
  readonly sma30weekly: {
    readonly firstIndex: number;
    readonly values: Readonly<Record<'first' | 'middle' | 'last', string>>;
    readonly indices: readonly number[];
  };
  readonly weeklyBarsMustEqual: string;
  readonly monthlyBarsMustEqual: string;
}

/** A bar as the reference's files write it: its date, then open, high, low, close. */
type Line = readonly [date: string, open: number, high: number, low: number, close: number];

/** The bars that a pipeline hears when it asks for a length that the source does not have. */
const heard = async ([uri = '']: readonly string[], every: string): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  const pipeline = definePipeline({
    name: 'listener',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['INDEX'], every }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        tap((bar: Bar) => lines.push([bar.sessionDate, bar.open, bar.high, bar.low, bar.close])),
        ignoreElements(),
      ),
  });
  await underRules({ pipeline, source: await sourceAt(uri), broker: { cash: 1 }, rules: 'backtrader' });
  return lines;
};

const linesIn = (csv: string): readonly Line[] =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [date = '', ...cells] = row.split(',');
      const [open = Number.NaN, high = Number.NaN, low = Number.NaN, close = Number.NaN] = cells.map(Number);
      return [date, open, high, low, close];
    });

describeWithShared("backtrader's resampling of the 2006 index", (data) => {
  const read = (name: string): string => readFileSync(data('backtrader', name), 'utf8');
  // The file is read as it is documented in its manifest; what it lacks fails the comparison.
  const reference = JSON.parse(read('resample.json')) as Reference;
  // The year's last week and month end with the year, after its last bar.
  const days = `file:${data('backtrader', '2006-day-001.txt')}?symbol=INDEX&every=1d&to=2007-01-01`;

  describe.each(waysIn())('from $way', ({ given }) => {
    it.each([
      { every: '1w', file: reference.weeklyBarsMustEqual, count: 52 },
      { every: '1mo', file: reference.monthlyBarsMustEqual, count: 12 },
    ])('days into $every: every bar of the file, stamped with its last trading day', async (one) => {
      const made = await heard(await given([days]), one.every);
      expect(made).toEqual(linesIn(read(one.file)));
      expect(made).toHaveLength(one.count);
    });

    it('an average of 30 weeks, to the digits its test prints', async () => {
      const weeks = await heard(await given([days]), '1w');
      const averages = await lastValueFrom(
        from(weeks).pipe(
          sma({ span: 30, of: (line) => line[4] }),
          map((value) => value.toFixed(6)),
          toArray(),
        ),
      );
      const { firstIndex, values, indices } = reference.sma30weekly;
      expect(averages).toHaveLength(weeks.length - firstIndex);
      const wanted = [values.last, values.first, values.middle];
      expect(indices.map((index) => averages[index - firstIndex])).toEqual(wanted);
    });

    it('five minutes into days: open, low and close exact, one high off by what the file has more', async () => {
      const minutes = data('backtrader', '2006-min-005.txt');
      const made = await heard(
        await given([`file:${minutes}?symbol=INDEX&every=5m&stamp=end&to=2006-01-31`]),
        '1d',
      );
      const wanted = linesIn(read('2006-day-001.txt')).slice(0, 21);
      const withoutHigh = ([date, open, , low, close]: Line) => [date, open, low, close];
      expect(made.map(withoutHigh)).toEqual(wanted.map(withoutHigh));
      const off = made.map(([, , high], day) => Math.abs(high - (wanted[day]?.[2] ?? Number.NaN)));
      expect(off.filter((gap) => gap !== 0)).toEqual([expect.closeTo(0.47, 6)]);
    });
  });
});
