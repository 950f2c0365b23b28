import { describe, expect, it } from '@jest/globals';
import { bars, definePipeline, type Intent } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
import { MillraceError } from '../../../src/domain/millrace-error.js';
import { failureOf, haltMessage } from '../../../src/engine/turns/halts.js';
import { memorySource } from '../memory-source.js';
import { minute, minuteBars } from '../minute-bars.js';
import { play } from '../play.js';

describe('what a halt leaves in the journal', () => {
  it('names no folder of this machine', () => {
    const where = '/home/somebody/ideas/mine.ts:12:3';
    const impure = new MillraceError('IMPURE_CALL', { pipeline: 'mine', call: 'Date.now()', where });
    expect(haltMessage(impure)).toBe('pipeline mine called Date.now() at mine.ts:12:3');
    const thrown = failureOf(new Error('gone'), 'mine', minute(1));
    expect(haltMessage(failureOf(thrown, 'mine', minute(1)))).toBe(
      'pipeline mine failed at 2024-01-02T00:01:00.000Z: gone',
    );
  });

  it('names the row in which it failed, and is the same however the rows were cut into chunks', async () => {
    const events = minuteBars(
      'X',
      Array.from({ length: 20 }, () => 100),
    );
    const culprit = definePipeline({
      name: 'culprit',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          map(({ at }): Intent => {
            throw new Error(`gone at ${at}`);
          }),
        ),
    });
    const cutBy = async (size: number) => {
      const source = memorySource(events, {
        // eslint-disable-next-line @typescript-eslint/require-await -- rows are asynchronous by their port
        rows: async function* () {
          for (let row = 0; row < events.length; row += size) yield events.slice(row, row + size);
        },
      });
      const { entries, marks } = await play({ pipelines: { culprit }, sources: [source] });
      return { entries, marks };
    };
    const whole = await cutBy(20);
    expect(whole).toEqual(await cutBy(1));
    const halt = whole.entries.find(({ kind }) => kind === 'halt');
    expect(halt?.causes).toEqual([{ row: { symbol: 'X', kind: 'bar:1m', at: minute(1), n: 1 } }]);
  });
});
