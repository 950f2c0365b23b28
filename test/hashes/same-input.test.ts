import { describe, expect, it } from '@jest/globals';
import { describeOnEachNode } from '../describe-on-each-node.js';
import { millrace } from '../golden/millrace.js';
import { argvOf, type Hashed, hashed, type Words } from './hashed.js';
import { days, marketFolder, quotes } from './market-files.js';

const folder = marketFolder();
const market = { days: days(), quotes: quotes() };

/**
 * Three pipelines on bars and quotes: calendars, timers, brackets, targets, and a list of pipelines in one
 * run.
 */
const words: Omit<Words, 'source'> = {
  pipelines: ['sma-cross', 'bollinger-breakout', 'opening-range'],
  param: [
    ...['sma-cross.symbols=SPY,AAPL', 'sma-cross.fast=5', 'sma-cross.slow=20'],
    ...['bollinger-breakout.symbols=AAPL,SPY', 'bollinger-breakout.quantity=10'],
    'opening-range.symbols=ONE,TWO',
  ],
  set: ['broker.cash=300000', 'broker.spreadBps=2'],
};

const together = (seed: number): Words => ({
  ...words,
  source: [...folder.together(market.days, seed), ...folder.together(market.quotes, seed)],
});

const apart = (): Words => ({
  ...words,
  source: [...folder.apart(market.days), ...folder.apart(market.quotes)],
});

const asked = together(1);
let first: Hashed | undefined;

/** The run that all others are compared with. */
const wanted = async (): Promise<Hashed> => (first ??= await hashed(asked));

const asProcess = (node: string, environment: NodeJS.ProcessEnv): Hashed => {
  const { stdout, stderr, status } = millrace([...argvOf(asked), '--json'], { node, environment });
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  const { run, trades } = JSON.parse(stdout);
  return { journalHash: run.journalHash, decisionHash: run.decisionHash, trades: trades.length };
};

describe('the same input gives the same journal', () => {
  it('of many decisions', async () => {
    expect((await wanted()).trades).toBeGreaterThan(50);
  });

  it('in every run', async () => {
    expect(await hashed(asked)).toEqual(await wanted());
  });

  it.each([1, 2, 7, 1_000])('read in chunks of %i rows', async (chunkRows) => {
    expect(await hashed(asked, chunkRows)).toEqual(await wanted());
  });

  it.each([2, 3])('however rows of one instant stand in a file (%i)', async (seed) => {
    expect(await hashed(together(seed))).toEqual(await wanted());
  });

  it('from a file for each symbol, named in any order', async () => {
    const files = apart();
    expect(await hashed(files)).toEqual(await wanted());
    expect(await hashed({ ...files, source: files.source.toReversed() }, 100)).toEqual(await wanted());
  });

  it.each(['Pacific/Kiritimati', 'America/St_Johns', 'Australia/Lord_Howe'])(
    'on a host whose clock is of %s',
    async (TZ) => {
      expect(asProcess(process.execPath, { TZ })).toEqual(await wanted());
    },
  );
});

describeOnEachNode('the same input gives the same journal', (node) => {
  it('as everywhere', async () => {
    expect(asProcess(node, { TZ: 'UTC' })).toEqual(await wanted());
  });
});
