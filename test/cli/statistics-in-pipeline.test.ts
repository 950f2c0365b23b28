import { describe, expect, it } from '@jest/globals';
import type { RunDocument } from '../../src/report/run-result.js';
import { dailyBars } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { write } = scratch();

const TEXT = `
import { bars, definePipeline, target } from 'millrace';
import { maxDrawdown, simpleReturns } from 'millrace/statistics';
import { bufferCount, map } from 'rxjs';
import { z } from 'zod';
export const calm = definePipeline({
  name: 'calm',
  params: z.strictObject({}),
  feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
  flow: ({ bar$ }) => bar$.pipe(
    bufferCount(4, 1),
    map((rows) => maxDrawdown(simpleReturns(rows.map(({ close }) => close)))),
    map((fall) => target({ symbol: 'X', weight: fall < 0 ? 0 : 0.5, because: String(fall) })),
  ),
});
`;

describe('a pipeline in a folder where nothing is installed', () => {
  it('has the statistics too', async () => {
    const pipeline = write('calm.ts', TEXT);
    const source = `file:${write('x.csv', dailyBars(100))}?symbol=X&every=1d`;
    const { stdout, stderr, code } = await said(['backtest', pipeline, '--source', source, '--json']);
    expect([code, stderr.includes('PIPELINE_INVALID')]).toEqual([0, false]);
    // The close falls and rises in turns of twelve days: a trade in each rise that is over.
    expect((JSON.parse(stdout) as RunDocument).trades).toHaveLength(4);
  });
});
