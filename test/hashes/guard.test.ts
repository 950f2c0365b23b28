import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeWithShared } from '../shared-data.js';
import { type Hashed, hashed } from './hashed.js';

// The file is ours: the words of each run stand in the tests, its hashes there.
const golden = JSON.parse(readFileSync(resolve(import.meta.dirname, '../golden-hashes.json'), 'utf8')) as {
  readonly [run: string]: Hashed;
};

/**
 * Hashes of two runs as they are today. They prove nothing but that nothing has changed; where a change is
 * meant, the new ones are written into `golden-hashes.json`, and the changelog says why.
 */
describe('the journal of the first run that a user sees', () => {
  it('has not changed unnoticed', async () => {
    const spy = resolve(import.meta.dirname, '../../samples/SPY.csv');
    const source = [`file:${spy}?symbol=SPY&every=1d&adjust=total`];
    const found = await hashed({ pipelines: ['sma-cross'], source, param: ['symbols=SPY'] });
    expect(found).toEqual(golden['sma-cross over the sample, as a user first runs it']);
  });
});

describeWithShared('the journal of a published run', (data) => {
  it('has not changed unnoticed', async () => {
    const words = {
      pipelines: ['sma-cross'],
      source: [`file:${data('backtestingpy', 'GOOG.csv')}?symbol=GOOG&every=1d`],
      param: ['symbols=GOOG', 'direction=long-short', 'size.weight=1'],
      rules: 'backtesting.py',
      set: ['broker.cash=10000', 'broker.finalizeTrades=true'],
    };
    const run = 'sma-cross over GOOG by the rules of backtesting.py, as published';
    expect(await hashed(words)).toEqual(golden[run]);
  });
});
