import { describe, expect, it } from '@jest/globals';
import { allColumnsOf } from '../../../src/tape/columns.js';
import { emptyRows, type Rows } from '../../../src/tape/rows.js';
import { mergeRows, type OrderedRows } from '../../../src/tape/sort/merge-rows.js';
import { StreamTable } from '../../../src/tape/sort/stream-table.js';

const columns = allColumnsOf(['trade']);
const broken = new Error('a batch is damaged');

/** One row of a symbol, and then what a file may do. */
const input = (symbol: string, then: () => void, onEnd: () => void): OrderedRows => ({
  streams: [{ symbol, kind: 'trade' }],
  // eslint-disable-next-line @typescript-eslint/require-await -- files are asynchronous, this is none
  batches: (async function* () {
    try {
      const rows = emptyRows(columns, 1);
      rows.count = 1;
      yield rows;
      then();
    } finally {
      onEnd();
    }
  })(),
});

const failing = (onEnd: () => void): OrderedRows => ({
  ...input('F', () => undefined, onEnd),
  // eslint-disable-next-line @typescript-eslint/require-await -- it fails before its first row
  batches: (async function* (): AsyncGenerator<Rows, void, undefined> {
    try {
      throw broken;
    } finally {
      onEnd();
    }
  })(),
});

describe('mergeRows', () => {
  it.each([
    ['before its first row', failing],
    [
      'behind its first row',
      (onEnd: () => void) =>
        input(
          'F',
          () => {
            throw broken;
          },
          onEnd,
        ),
    ],
  ])('lets go of all inputs where one of them fails %s', async (_when, failed) => {
    const ended: string[] = [];
    const inputs = [
      input(
        'A',
        () => undefined,
        () => ended.push('A'),
      ),
      failed(() => ended.push('F')),
      input(
        'Z',
        () => undefined,
        () => ended.push('Z'),
      ),
    ];
    const sink = { table: new StreamTable(), rows: emptyRows(columns, 9), capacity: 9 };
    await expect(mergeRows(inputs, { ...sink, settle: () => Promise.resolve() })).rejects.toBe(broken);
    expect(ended.toSorted()).toEqual(['A', 'F', 'Z']);
  });
});
