import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { instrumentOf } from '../../../config/instrument-of.js';
import { loadConfig } from '../../../config/load.js';
import { MillraceError } from '../../../src/domain/millrace-error.js';
import { openCached } from '../../../src/sources/cache/open-cached.js';
import { openSource } from '../../../src/sources/open-source.js';
import type { Source, SourceWorld } from '../../../src/sources/source.js';
import { eventsOf } from '../source-fixture.js';

const { config } = loadConfig({ mode: 'backtest' });
const root = mkdtempSync(join(tmpdir(), 'millrace-cache-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let number = 0;
let folder = '';
let notices: string[] = [];
beforeEach(() => {
  number += 1;
  folder = join(root, `cache-${number}`);
  notices = [];
});

const world = (calendar: string | null = null): SourceWorld => ({
  instrument: (symbol) => ({ ...instrumentOf(config, symbol), calendar }),
});

const cached = (uri: string, around: SourceWorld = world(), bytesMax = 1e9): Promise<Source> =>
  openCached(uri, around, {
    folder,
    bytesMax,
    fileBytesMin: 1,
    onNotice: (text) => notices.push(text),
    onRows: () => undefined,
  });

const files = (ending: string): readonly string[] =>
  readdirSync(root)
    .filter((name) => join(root, name) === folder)
    .flatMap((name) => readdirSync(join(root, name)))
    .filter((name) => name.endsWith(ending));
const tapes = (): readonly string[] => files('.tape');
const tapePath = (): string => join(folder, tapes()[0] ?? '');

const write = (name: string, ...lines: readonly string[]): string => {
  const path = join(root, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

const bar = (day: number, close = 11): string =>
  `2024-01-${String(day).padStart(2, '0')},10,12,9,${close},100`;
const HEADER = 'date,open,high,low,close,volume';
const DAYS = [2, 3, 4, 5, 8, 9, 10];
const days = (name: string): string => write(name, HEADER, ...DAYS.map((day) => bar(day)));

/** What a source says and has, but how it has it. */
const told = async ({ uri, series, tz, coverage, adjusted, notices: said, ...source }: Source) => ({
  about: { uri, series, tz, coverage, adjusted, said },
  events: await eventsOf(source.rows()),
});

/** What opening and reading comes to: what there is, or what is wrong. */
const outcome = async (open: () => Promise<Source>): Promise<unknown> => {
  try {
    return await told(await open());
  } catch (error) {
    return error instanceof MillraceError ? { code: error.code, message: error.message } : error;
  }
};

describe('a file that was read once', () => {
  it('is read from its tape, and says the same', async () => {
    const uri = `file:${days('bars.csv')}?symbol=X`;
    const plain = await told(await openSource(uri, world()));
    const [first, second] = [await cached(uri), await cached(uri)];
    expect(plain.events).toHaveLength(7);
    expect(await told(first)).toEqual(plain);
    expect(await told(second)).toEqual(plain);
    expect(second.batches).toBeDefined();
    expect(tapes()).toHaveLength(1);
  });

  it('is known by its bytes: under another name and time it is the same, with another row another', async () => {
    const path = days('known.csv');
    await cached(`file:${path}?symbol=X`);
    const [tape] = tapes();
    const copy = write('copied.csv', readFileSync(path, 'utf8').trimEnd());
    utimesSync(copy, 1, 1);
    await cached(`file:${copy}?symbol=X`);
    expect(tapes()).toEqual([tape]);
    appendFileSync(path, `${bar(11)}\n`);
    expect((await told(await cached(`file:${path}?symbol=X`))).events).toHaveLength(8);
    expect(tapes()).toHaveLength(2);
  });

  it('is not read again: the tape is what is told', async () => {
    const uri = `file:${days('proof.csv')}?symbol=X`;
    const other = `file:${write('proof-other.csv', HEADER, bar(2, 9.5))}?symbol=X`;
    await cached(other);
    const content = readFileSync(tapePath());
    rmSync(tapePath());
    await cached(uri);
    // Another whole tape in its place: who read the csv would not notice.
    writeFileSync(tapePath(), content);
    expect((await told(await cached(uri))).events).toMatchObject([{ close: 9.5 }]);
  });

  it.each([
    ['the symbol', '?symbol=Y'],
    ['the zone', '?symbol=X&tz=America/New_York'],
    ['the length of bars', '?symbol=X&every=1w'],
    ['the end that a time is of', '?symbol=X&stamp=end'],
  ])('is another tape with another way to read it: %s', async (_what, query) => {
    const path = days('ways.csv');
    await cached(`file:${path}?symbol=X`);
    await outcome(() => cached(`file:${path}${query}`));
    const plain = await outcome(() => openSource(`file:${path}${query}`, world()));
    expect(await outcome(() => cached(`file:${path}${query}`))).toEqual(plain);
  });

  it('is another tape where its symbol has another calendar', async () => {
    const uri = `file:${days('calendar.csv')}?symbol=X`;
    await cached(uri);
    const ofVenue = await told(await cached(uri, world('XNYS')));
    expect(ofVenue).toEqual(await told(await openSource(uri, world('XNYS'))));
    expect(tapes()).toHaveLength(2);
    expect(await told(await cached(uri))).toEqual(await told(await openSource(uri, world())));
    expect(tapes()).toHaveLength(2);
  });

  it('is another tape with other factors, and refused where nobody has decided about them', async () => {
    const path = days('factored.csv');
    const factors = (price: number): void => {
      write('F-factors.csv', 'lastDate,priceFactor,splitFactor', `2024-01-04,${price},1`);
    };
    await cached(`file:${path}?symbol=F`);
    factors(0.5);
    await expect(cached(`file:${path}?symbol=F`)).rejects.toMatchObject({ code: 'FACTORS_UNDECIDED' });
    const uri = `file:${path}?symbol=F&adjust=total`;
    await cached(uri);
    factors(0.25);
    const plain = await told(await openSource(uri, world()));
    expect(await told(await cached(uri))).toEqual(plain);
    expect(plain.events[0]).toMatchObject({ close: 2.75 });
    rmSync(join(root, 'F-factors.csv'));
  });

  it('is no tape of factors that were written while it was looked for', async () => {
    const uri = `file:${days('meanwhile.csv')}?symbol=M&adjust=total`;
    const factors = (price: number): void => {
      write('M-factors.csv', 'lastDate,priceFactor,splitFactor', `2024-01-04,${price},1`);
    };
    factors(0.5);
    await cached(uri);
    const { instrument } = world('XNYS');
    // Asked for once the files are known by their bytes, and before they are read for the tape.
    const meddling = (symbol: string): ReturnType<typeof instrument> => {
      factors(0.25);
      return instrument(symbol);
    };
    await cached(uri, { instrument: meddling });
    expect(notices).toEqual([expect.stringContaining('changed')]);
    factors(0.5);
    const { events } = await told(await cached(uri, world('XNYS')));
    expect(events[0]).toMatchObject({ close: 5.5 });
    rmSync(join(root, 'M-factors.csv'));
  });

  it.each(['none', 'split', 'total', 'events'])(
    'is cut to a range as the file is, adjust=%s',
    async (adjust) => {
      const path = days('ranged.csv');
      write(
        'R-factors.csv',
        'lastDate,priceFactor,splitFactor,referencePrice',
        '2024-01-03,0.98,0.8,11',
        '2024-01-09,0.99,1,11',
      );
      const uri = `file:${path}?symbol=R&adjust=${adjust}`;
      await cached(uri);
      const edges = [2, 4, 6, 9, 10].flatMap((day) => [0, 22].map((hour) => Date.UTC(2024, 0, day, hour)));
      for (const from of edges) {
        for (const to of edges.filter((end) => end > from)) {
          const around = { ...world('XNYS'), from, to };
          const plain = await told(await openSource(uri, around));
          const taped = await told(await cached(uri, around));
          expect({ from, to, events: taped.events }).toEqual({ from, to, events: plain.events });
        }
      }
      rmSync(join(root, 'R-factors.csv'));
    },
  );
});

describe('a file that the strict reader refuses', () => {
  it.each([
    ['rows out of order', [bar(2), bar(4), bar(3)]],
    ['a row twice', [bar(2), bar(3), bar(3)]],
    ['a price that cannot be', [bar(2), '2024-01-03,10,8,9,11,100']],
    ['a row of another width', [bar(2), '2024-01-03,10']],
    ['no row', []],
  ])('is refused as without a cache, again and again, and leaves no tape: %s', async (_what, rows) => {
    const uri = `file:${write('refused.csv', HEADER, ...rows)}?symbol=X&every=1d`;
    const plain = await outcome(() => openSource(uri, world()));
    expect(plain).toMatchObject({ code: expect.stringMatching(/^(ROW|FILE)_/) });
    for (const _time of [1, 2]) expect(await outcome(() => cached(uri))).toEqual(plain);
    expect(tapes()).toEqual([]);
    expect(notices).toEqual([]);
  });

  it('is read as far as it is good, where no more is asked for', async () => {
    const at = Date.UTC(2024, 0, 2);
    // The row that nobody can read lies blocks of the file after the range, and weeks.
    const good = Array.from(
      { length: 20_000 },
      (_, index) => `${at + index * 600_000},${10 + (index % 9)},1`,
    );
    const uri = `file:${write('later.csv', 'time,price,size', ...good, 'nonsense')}?symbol=X`;
    const around = { ...world(), to: at + 86_400_000 };
    const plain = await told(await openSource(uri, around));
    expect(plain.events).toHaveLength(144);
    expect(await told(await cached(uri, around))).toEqual(plain);
    expect(tapes()).toEqual([]);
  });
});

describe('the cache', () => {
  it('makes a tape anew that is cut short, and says so', async () => {
    const uri = `file:${days('cut.csv')}?symbol=X`;
    await cached(uri);
    writeFileSync(tapePath(), readFileSync(tapePath()).subarray(0, -20));
    expect((await told(await cached(uri))).events).toHaveLength(7);
    expect(notices).toEqual([expect.stringContaining('made anew')]);
    await cached(uri);
    expect(notices).toHaveLength(1);
  });

  it('refuses a tape with a bad byte among its rows, and makes it anew the next time', async () => {
    const uri = `file:${days('flipped.csv')}?symbol=X`;
    await cached(uri);
    const bytes = readFileSync(tapePath());
    const place = bytes.indexOf(Buffer.from(new Float64Array([100]).buffer));
    bytes[place + 7] = (bytes[place + 7] ?? 0) ^ 1;
    writeFileSync(tapePath(), bytes);
    const damaged = await cached(uri);
    await expect(told(damaged)).rejects.toMatchObject({ code: 'TAPE_DAMAGED' });
    expect((await told(await cached(uri))).events).toHaveLength(7);
    expect(notices).toEqual([expect.stringContaining('run again')]);
  });

  it('throws out what was used longest ago, and keeps what was just made and just used', async () => {
    const uris = ['a', 'b', 'c'].map((symbol) => `file:${days('bound.csv')}?symbol=${symbol}`);
    const [a = '', b = '', c = ''] = uris;
    await cached(a);
    const [old = ''] = tapes();
    await cached(b);
    for (const name of files('.used')) utimesSync(join(folder, name), 1_000, 1_000);
    // The first is used once more, so that the second is the one nobody asked for the longest.
    await cached(a);
    await cached(c, world(), 1);
    expect(tapes()).toHaveLength(2);
    expect(tapes()).toContain(old);
    expect(files('.used')).toHaveLength(2);
  });

  it('throws out nothing that is not its own: a folder of tapes may be its folder too', async () => {
    const uris = ['a', 'b'].map((symbol) => `file:${days('own.csv')}?symbol=${symbol}`);
    const [a = '', b = ''] = uris;
    await cached(a);
    const [first = ''] = tapes();
    const mine = join(folder, 'mine.tape');
    copyFileSync(join(folder, first), mine);
    for (const path of [mine, join(folder, `${first}.used`)]) utimesSync(path, 1_000, 1_000);
    await cached(b, world(), 1);
    expect(tapes()).toContain('mine.tape');
    expect(tapes()).not.toContain(first);
  });

  it('serves two who make the same tape at once', async () => {
    const uri = `file:${days('twice.csv')}?symbol=X`;
    const both = await Promise.all([cached(uri), cached(uri)]);
    for (const source of both) expect((await told(source)).events).toHaveLength(7);
    expect(tapes()).toHaveLength(1);
  });

  it('is done without where it cannot be written, with a notice', async () => {
    folder = join(write('in-the-way', ''), 'cache');
    const uri = `file:${days('nowhere.csv')}?symbol=X`;
    expect((await told(await cached(uri))).events).toHaveLength(7);
    expect(notices).toEqual([expect.stringContaining('read without a tape')]);
  });
});
