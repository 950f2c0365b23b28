import { appendFileSync, mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { said } from '../said.js';
import { scratch } from '../scratch.js';
import { editJournal } from './forge.js';
import { paperHere } from './paper-here.js';

const { path, write } = scratch();

/** Bids twice below the market: once for long, once until the price has risen. */
const BIDDER = `
import { cancel, definePipeline, submit, trades } from 'millrace';
import { map, mergeMap, of } from 'rxjs';
import { z } from 'zod';
const bid = (key, limitPrice) =>
  submit({ key, symbol: 'A', side: 'buy', quantity: 7, type: 'limit', limitPrice,
    timeInForce: 'gtc', because: key + ' is cheap' });
export const bidder = definePipeline({
  name: 'bidder',
  params: z.strictObject({ top: z.number().default(102) }),
  feeds: () => ({ trade$: trades({ symbols: ['A'] }) }),
  flow: ({ trade$ }, { params: { top } }) =>
    trade$.pipe(
      mergeMap(({ price }, index) => {
        if (index === 0) return of(bid('low', 50), bid('near', 99));
        return price === top ? of(cancel('near', { because: 'it rises' })) : [];
      }),
    ),
});
`;

const BEGIN = Date.UTC(2024, 0, 2, 14, 30);
const rows = (prices: readonly number[]): string =>
  prices
    .map((price, index) => ({ kind: 'trade', symbol: 'A', at: BEGIN + index * 1_000, price, size: 1_000 }))
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
const sourceOf = (prices: readonly number[]): string =>
  `lines:${write('rows.jsonl', rows(prices))}?symbols=A&kinds=trade&speed=step`;

const run = path('run');
const explained = async (...words: readonly string[]): Promise<readonly string[]> => {
  const { stdout, stderr, code } = await said(['explain', ...words]);
  expect([stderr, code]).toEqual(['', 0]);
  return stdout.split('\n').map((line) => line.trim());
};

beforeAll(async () => {
  const names = [write('bidder.ts', BIDDER)];
  await paperHere({ folder: run, names, source: sourceOf([100, 101, 102]) });
  await paperHere({
    folder: run,
    names,
    source: sourceOf([100, 101, 102, 103, 104]),
    param: ['top=105'],
    newSegment: 'higher',
    meanwhile: (loop) => void loop.say({ kind: 'cancel', order: '1-1' }, { who: 'ana', why: 'too low' }),
  });
});

describe('explain, of a recorded run', () => {
  it('goes from an order to the tick that caused it, and to why it was taken back', async () => {
    const lines = await explained('1-2', '--run', run);
    expect(lines[0]).toBe('order 1-2 (near): buy 7 A, limit limit 99, gtc, for bidder');
    const became = lines.indexOf('what became of it:');
    expect(lines.slice(0, became)).toContain('trade 1 of A, known at 2024-01-02T14:30:00.000Z');
    const told = lines.slice(became).map((line) => line.replace(/ \d+ at \S+:/, ':'));
    const place = told.indexOf('command: cancel 1-2');
    expect(told.slice(place + 1, place + 5)).toEqual([
      'approval: 1 command',
      'intent: cancel near',
      'because it rises',
      'trade 3 of A, known at 2024-01-02T14:30:02.000Z',
    ]);
  });

  it('tells what a new segment took over, and what people said of it', async () => {
    const lines = await explained('1-1', '--run', run);
    const became = lines.slice(lines.indexOf('what became of it:'));
    const told = became.map((line) => line.replace(/ \d+ at \S+:/, ':'));
    expect(told).toContain('carried: segment 2: 0 lots, 1 orders, me: higher; changed: params');
    expect(told.slice(told.indexOf('command: cancel 1-1'))[1]).toBe(
      'operator: ana: {"kind":"cancel","order":"1-1"}, because too low',
    );
  });

  it('reads what is whole of one that is being written, and of what a flush left torn', async () => {
    const whole = await explained('1-1', '--run', run);
    appendFileSync(`${run}/journal.jsonl`, '{"v":1,"serial":');
    expect(await explained('1-1', '--run', run)).toEqual(whole);
    expect(await explained('1-1', '--journal', run)).toEqual(whole);
    expect(await explained('1-1', '--journal', `${run}/journal.jsonl`)).toEqual(whole);
  });

  it('refuses what it cannot know', async () => {
    const refused = async (...words: readonly string[]): Promise<string> => {
      const { stdout, stderr, code } = await said(['explain', ...words]);
      expect([stdout, code > 0]).toEqual(['', true]);
      return stderr;
    };
    expect(await refused('1-9', '--run', run)).toContain('ORDER_UNKNOWN');
    expect(await refused('1-1', '--run', run, '--journal', run)).toContain('USAGE_INVALID');
    process.env.MILLRACE_RUNS = path('runs');
    mkdirSync(path('runs'));
    expect(await refused('1-1')).toContain('ENGINE_NOT_RUNNING');
    delete process.env.MILLRACE_RUNS;
    editJournal(run, (lines) => lines.map((line) => line.replace('"quantity":7', '"quantity":8')));
    expect(await refused('1-1', '--run', run)).toContain('RECORDING_DAMAGED');
  });
});
