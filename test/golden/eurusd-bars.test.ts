import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it, jest } from '@jest/globals';
import { instrumentOf } from '../../config/instrument-of.js';
import { loadConfig } from '../../config/load.js';
import { inspectCommand } from '../../src/cli/commands/inspect.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { ingest } from '../../src/sources/ingest/ingest.js';
import { describeWithShared } from '../shared-data.js';
import { millrace } from './millrace.js';

/** The day begins at 05:00 UTC: its venue's clock stands at UTC-05. */
const FROM = '2014-05-05T05:00Z';
const DAY = Date.parse('2014-05-05T05:00:00.000Z');
const samples = resolve(import.meta.dirname, '../../samples');
const QUERY = `symbol=EUR.USD&tz=Etc/GMT%2B5&from=${FROM}&to=2014-05-06T05:00Z`;

const LENGTHS = [
  { every: '1s', everyMs: 1_000, bars: 17_495 },
  { every: '1m', everyMs: 60_000, bars: 1_410 },
  { every: '1h', everyMs: 3_600_000, bars: 24 },
  { every: '1d', everyMs: 86_400_000, bars: 1 },
] as const;

const { config } = loadConfig({ mode: 'backtest' });

const rowsOf = (csv: string): readonly (readonly string[])[] =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

/** Milliseconds since the day began: plain, or a wall time such as `20140505 09:00`. */
const sinceMidnight = (text: string): number => {
  const [, hour, minute] = /^20140505 (\d\d):(\d\d)$/.exec(text) ?? [];
  return hour === undefined ? Number(text) : (Number(hour) * 60 + Number(minute)) * 60_000;
};

/** Start and the eight prices of each bar; the reference has a size behind each side, all 0. */
const published = (csv: string): readonly (readonly number[])[] =>
  rowsOf(csv).map(([at = '', ...cells]) => [
    sinceMidnight(at),
    ...cells.filter((_, place) => place !== 4 && place !== 9).map(Number),
  ]);

const printed = (csv: string): readonly (readonly number[])[] =>
  rowsOf(csv).map(([start = '', _at, _session, ...prices]) => [
    Date.parse(start) - DAY,
    ...prices.map(Number),
  ]);

/** Bars that are not the reference's, both tellings; none where all cells are equal and no bar is missing. */
const differing = (ours: readonly (readonly number[])[], theirs: readonly (readonly number[])[]) =>
  Array.from({ length: Math.max(ours.length, theirs.length) }, (_, n) => [ours[n], theirs[n]]).filter(
    ([a, b]) => !a || !b || a.length !== 9 || b.length !== 9 || a.some((cell, place) => cell !== b[place]),
  );

const FILE = `file:${samples}/EUR.USD.csv?${QUERY}`;

const isCallback = (value: unknown): value is () => void => typeof value === 'function';

const inspected = async (every: string, uri: string): Promise<string> => {
  const parts: string[] = [];
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text, ...more: readonly unknown[]) => {
      parts.push(String(text));
      const written = more.at(-1);
      if (isCallback(written)) written();
      return true;
    });
  try {
    await inspectCommand(uri, { bars: every, csv: true, json: false, maxBad: '0.1%', config: [], set: [] });
  } finally {
    write.mockRestore();
  }
  return parts.join('');
};

describeWithShared('bars of EUR.USD on 2014-05-05', (data) => {
  const reference = (every: string) =>
    published(readFileSync(data('fxcm', `eurusd-20140505-${every}.csv`), 'utf8'));

  const folder = mkdtempSync(join(tmpdir(), 'millrace-eurusd-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const tape = join(folder, 'eurusd.tape');

  it('comes to a tape whole, by the range of its URI', async () => {
    const maxBad = { text: '0', count: 0, share: 0 };
    const instrument = (symbol: string): Instrument => instrumentOf(config, symbol);
    const { meta } = await ingest({
      uris: [FILE],
      path: tape,
      maxBad,
      world: { instrument },
      onRows: () => undefined,
    });
    expect(meta.coverage).toEqual({ from: DAY, to: DAY + 86_400_000 });
  });

  it.each(LENGTHS.flatMap((one) => [FILE, `tape:${tape}`].map((uri) => ({ ...one, uri }))))(
    '$every: $bars of them equal the reference in every price: $uri',
    async ({ every, everyMs, bars, uri }) => {
      const csv = await inspected(every, uri);
      const ours = printed(csv);
      expect(ours).toHaveLength(bars);
      expect(differing(ours, reference(every))).toEqual([]);
      const spans = rowsOf(csv).map(([start = '', at = '', session]) => [
        Date.parse(at) - Date.parse(start),
        session,
      ]);
      expect(new Set(spans.map(String))).toEqual(new Set([`${everyMs},2014-05-05`]));
    },
  );

  it('prints them as a command, with the columns by name', () => {
    const uri = `file:samples/EUR.USD.csv?${QUERY}`;
    const { stdout, stderr, status } = millrace(['inspect', uri, '--bars', '1m', '--csv']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.slice(0, stdout.indexOf('\n'))).toBe(
      'start,at,sessionDate,bidOpen,bidHigh,bidLow,bidClose,askOpen,askHigh,askLow,askClose',
    );
    expect(differing(printed(stdout), reference('1m'))).toEqual([]);
  });
});
