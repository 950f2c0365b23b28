import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { instrumentOf } from '../../config/instrument-of.js';
import { loadConfig } from '../../config/load.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { ingest } from '../../src/sources/ingest/ingest.js';
import { openSource } from '../../src/sources/open-source.js';
import { type Hashed, hashed, type Words } from '../hashes/hashed.js';

const SPY = 'file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total';
const AAPL = 'file:samples/AAPL.csv?symbol=AAPL&every=1d&adjust=total';
const EURUSD = 'file:samples/EUR.USD.csv?symbol=EUR.USD';

const folder = mkdtempSync(join(tmpdir(), 'millrace-tape-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { config } = loadConfig({ mode: 'backtest' });

const instrument = (symbol: string): Instrument => instrumentOf(config, symbol);

const taped = async (name: string, uris: readonly string[]): Promise<string> => {
  const path = join(folder, name);
  const maxBad = { text: '0', count: 0, share: 0 };
  await ingest({ uris, path, maxBad, world: { instrument }, onRows: () => undefined });
  return `tape:${path}`;
};

const spy: Words = { pipelines: ['sma-cross'], source: [SPY], param: ['symbols=SPY'] };
const both: Words = { pipelines: ['sma-cross'], source: [SPY, AAPL], param: ['symbols=SPY,AAPL'] };
const ticks: Words = {
  pipelines: ['sma-cross'],
  source: [EURUSD],
  param: ['symbols=EUR.USD', 'every=5m'],
};

let known: Promise<Hashed> | undefined;
/** The run that most are compared with; it is made once. */
const ofSpy = (): Promise<Hashed> => {
  known ??= hashed(spy);
  return known;
};

describe('a tape as a source', () => {
  it('gives the journal of its csv, for bars and for ticks', async () => {
    for (const [name, words] of Object.entries({ spy, ticks })) {
      const expected = await hashed(words);
      expect(expected.trades).toBeGreaterThan(5);
      expect(await hashed({ ...words, source: [await taped(name, words.source)] })).toEqual(expected);
    }
  });

  it('gives the journal of several files, all in it or a tape of each', async () => {
    const expected = await hashed(both);
    expect(expected.trades).toBeGreaterThan(20);
    expect(await hashed({ ...both, source: [await taped('both', both.source)] })).toEqual(expected);
    const two = [await taped('one', [AAPL]), await taped('other', [SPY])];
    expect(await hashed({ ...both, source: two })).toEqual(expected);
  });

  it.each([1, 7, 4096, 65_536])('gives the same journal in chunks of %i', async (chunkRows) => {
    const source = [await taped(`chunks-${chunkRows}`, spy.source)];
    expect(await hashed({ ...spy, source }, chunkRows)).toEqual(await ofSpy());
  });

  it('gives the journal of raw prices with their splits and dividends', async () => {
    const raw = { ...spy, source: [SPY.replace('adjust=total', 'adjust=events')] };
    expect(await hashed({ ...raw, source: [await taped('actions', raw.source)] })).toEqual(await hashed(raw));
  });

  it('is narrowed by its URI and by options as its csv is', async () => {
    const source = [await taped('narrowed', [SPY])];
    for (const range of ['from=2010-01-04&to=2015-06-01', 'from=2012-02-29', 'to=2003-01-01']) {
      const expected = await hashed({ ...spy, source: [`${SPY}&${range}`] });
      expect(await hashed({ ...spy, source: source.map((uri) => `${uri}?${range}`) })).toEqual(expected);
    }
    const options = { from: '2010-01-04', to: '2015-06-01' };
    expect(await hashed({ ...spy, ...options, source })).toEqual(await hashed({ ...spy, ...options }));
  });

  it('keeps the range that was asked for when it was made, which no warm-up can leave', async () => {
    const ranged = `${SPY}&from=2010-01-04&to=2015-06-01`;
    const tape = await openSource(await taped('ranged', [ranged]), { instrument });
    expect(tape.coverage).toEqual((await openSource(ranged, { instrument })).coverage);
    expect(tape.coverage.from).not.toBeNull();
  });

  it('tells one symbol of several apart', async () => {
    const source = [`${await taped('apart', both.source)}?symbol=SPY`];
    expect(await hashed({ ...spy, source })).toEqual(await ofSpy());
  });
});
