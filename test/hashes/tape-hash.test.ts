import { describe, expect, it } from '@jest/globals';
import { perform } from '../../src/cli/perform.js';
import { openCached } from '../../src/sources/cache/open-cached.js';
import { openSource } from '../../src/sources/open-source.js';
import type { Source } from '../../src/sources/source.js';
import { asTape } from './as-tape.js';
import { cutBatches } from './cut-batches.js';
import { planned, resultOf, type Words } from './hashed.js';
import { days, marketFolder, quotes } from './market-files.js';

const folder = marketFolder();

const shares: Words = {
  pipelines: ['sma-cross'],
  source: folder.together(days(), 1),
  param: ['symbols=SPY,AAPL', 'fast=5', 'slow=20', 'size.weight=0.4'],
};
const currencies: Words = {
  pipelines: ['opening-range'],
  source: folder.together(quotes(), 1),
  param: ['symbols=ONE,TWO'],
};
const markets = [
  { name: 'bars', words: shares, range: { from: '2016-01-04', to: '2017-06-30' } },
  { name: 'quotes', words: currencies, range: { from: '2019-05-05T20:00', to: '2019-05-06T03:00' } },
];

const tapeOf = (words: Words, name: string): Promise<Words> => asTape(words, folder.path(name));

const hashOf = async (words: Words, rows?: number): Promise<string | null> =>
  (await resultOf(words, rows)).run.tapeHash;

/** From the tape that a cache has of the very same file. */
const hashFromCache = async (words: Words): Promise<string | null> => {
  const run = await planned(words);
  const { instrument, coverage } = run.plan;
  const { from, to } = coverage;
  const world = { instrument, ...(from !== null && { from }), ...(to !== null && { to }) };
  const cache = { folder: folder.path('cache'), bytesMax: 1e9, fileBytesMin: 1 };
  const silent = { onNotice: () => undefined, onRows: () => undefined };
  const opened = (uri: string): Promise<Source> => openCached(uri, world, { ...cache, ...silent });
  const sources = await Promise.all(words.source.map(opened));
  expect(sources.every(({ batches }) => batches !== undefined)).toBe(true);
  const { result } = await perform({ ...run, plan: { ...run.plan, sources } }, null);
  return result?.run.tapeHash ?? null;
};

describe('tapeHash', () => {
  it.each(markets)(
    'is the same from csv, from its cached tape and from a tape: $name',
    async ({ name, words }) => {
      const hash = await hashOf(words);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(await hashOf(words, 7)).toBe(hash);
      expect(await hashFromCache(words)).toBe(hash);
      expect(await hashOf(await tapeOf(words, `${name}.tape`))).toBe(hash);
    },
  );

  it.each(markets)('is the same over a range of each: $name', async ({ name, words, range }) => {
    const part = { ...words, ...range };
    const hash = await hashOf(part);
    expect(hash).not.toBe(await hashOf(words));
    expect(await hashFromCache(part)).toBe(hash);
    expect(await hashOf({ ...(await tapeOf(words, `${name}-whole.tape`)), ...range })).toBe(hash);
    // A tape of no more than the range.
    const cut = words.source.map((uri) => `${uri}&from=${range.from}&to=${range.to}`);
    expect(await hashOf(await tapeOf({ ...words, source: cut }, `${name}-cut.tape`))).toBe(hash);
  });

  it('is the same of one symbol out of a tape and of its own file', async () => {
    const [uri = ''] = folder.apart(days()).filter((one) => one.endsWith('AAPL'));
    const one = { ...shares, source: [uri], param: ['symbols=AAPL'] };
    const tape = await tapeOf(shares, 'two.tape');
    const hash = await hashOf(one);
    expect(await hashOf({ ...one, source: tape.source.map((text) => `${text}?symbol=AAPL`) })).toBe(hash);
  });

  it('is the same of two files, of both in one tape, and of two tapes', async () => {
    const two = { ...shares, source: folder.apart(days()) };
    const hash = await hashOf(two);
    expect(hash).toBe(await hashOf(shares));
    expect(await hashOf(await tapeOf(two, 'both.tape'))).toBe(hash);
    const tapes = await Promise.all(
      two.source.map((uri, index) => tapeOf({ ...two, source: [uri] }, `apart-${index}.tape`)),
    );
    expect(await hashOf({ ...two, source: tapes.flatMap(({ source }) => source) })).toBe(hash);
  });

  it('is nothing of a run that was interrupted: nobody has seen the rest of its rows', async () => {
    const source = folder.apart(quotes()).filter((uri) => uri.endsWith('ONE'));
    const one = { ...currencies, source, param: ['symbols=ONE'] };
    for (const words of [one, await tapeOf(one, 'interrupted.tape')]) {
      const run = await planned(words);
      const ended = new AbortController();
      const world = { instrument: run.plan.instrument, chunkRows: 500 };
      const opened = await Promise.all(words.source.map((uri) => openSource(uri, world)));
      const sources = opened.map((one) => endedOnTheWay(cutBatches(one, 500), ended));
      const { result, outcome } = await perform({ ...run, plan: { ...run.plan, sources } }, null, {
        ended: ended.signal,
      });
      expect(outcome).toMatchObject({ interrupted: true });
      expect(outcome.events).toBeGreaterThan(0);
      expect(result?.run).toMatchObject({ tapeHash: null });
    }
  });
});

/** A source whose user loses patience after some of its rows. */
const endedOnTheWay = (source: Source, ended: AbortController): Source => {
  const { batches } = source;
  return {
    ...source,
    rows: () => thenEnded(source.rows(), ended),
    ...(batches && { batches: () => thenEnded(batches(), ended) }),
  };
};

async function* thenEnded<T>(
  portions: AsyncIterable<T>,
  ended: AbortController,
): AsyncGenerator<T, void, undefined> {
  let count = 0;
  for await (const portion of portions) {
    count += 1;
    if (count > 1) ended.abort();
    yield portion;
  }
}
