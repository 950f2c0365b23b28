import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeWithShared } from '../shared-data.js';
import { hashed } from './hashed.js';

/**
 * Hashes of two runs as they are today. They prove nothing but that nothing has changed; where a change is
 * meant, `npx jest test/hashes/guard -u` (through `npm test --`) writes the new ones.
 */
describe('the journal of the first run that a user sees', () => {
  it('has not changed unnoticed', async () => {
    const spy = resolve(import.meta.dirname, '../../samples/SPY.csv');
    const source = [`file:${spy}?symbol=SPY&every=1d&adjust=total`];
    expect(await hashed({ pipelines: ['sma-cross'], source, param: ['symbols=SPY'] })).toMatchSnapshot();
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
    expect(await hashed(words)).toMatchSnapshot();
  });
});
