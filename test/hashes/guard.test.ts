import { describe, expect, it } from '@jest/globals';
import { describeWithShared } from '../shared-data.js';
import { goldenHashes, publishedRuns, sampleRuns } from './golden-runs.js';
import { hashed } from './hashed.js';

const golden = goldenHashes();

/**
 * Hashes of runs as they are today. They prove nothing but that nothing has changed; where a change is
 * meant, the new ones are written into `golden-hashes.json`, and the changelog says why.
 */
describe('the journal of a run over the samples', () => {
  it.each(Object.entries(sampleRuns))('has not changed unnoticed: %s', async (name, words) => {
    expect(await hashed(words)).toEqual(golden[name]);
  });
});

describeWithShared('the journal of a published run', (data) => {
  it.each(Object.entries(publishedRuns(data)))('has not changed unnoticed: %s', async (name, words) => {
    expect(await hashed(words)).toEqual(golden[name]);
  });
});
