import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CliResult } from '../../src/cli/result-of.js';
import { describeWithShared } from '../shared-data.js';
import { asTape } from './as-tape.js';
import { goldenHashes, publishedRuns, sampleRuns } from './golden-runs.js';
import { hashesOf, resultOf, type Words } from './hashed.js';
import { marketFolder } from './market-files.js';

const golden = goldenHashes();
const folder = marketFolder();

/** One, a number that divides nothing, the chunk of a csv, the batch of a tape. */
const PORTIONS = [1, 7, 4_096, 65_536] as const;

/** What a run came to, but where it came from and how long it took. */
const figures = ({ statistics, trades, notices }: CliResult): unknown => ({ statistics, trades, notices });

const saysTheSame = ([name, words]: readonly [string, Words]): void => {
  describe(name, () => {
    let tape: Words = words;
    beforeAll(async () => {
      tape = await asTape(words, folder.path(`${name}.tape`));
    });

    it.each(PORTIONS)('has the same journal, trades and statistics, %i rows at a time', async (rows) => {
      const [csv, taped] = [await resultOf(words, rows), await resultOf(tape, rows)];
      expect(hashesOf(csv)).toEqual(golden[name]);
      expect(hashesOf(taped)).toEqual(golden[name]);
      expect(figures(taped)).toEqual(figures(csv));
    });
  });
};

describe('from csv and from a tape, over the samples', () => {
  Object.entries(sampleRuns).forEach(saysTheSame);
});

describeWithShared('from csv and from a tape, as published', (data) => {
  Object.entries(publishedRuns(data)).forEach(saysTheSame);
});
