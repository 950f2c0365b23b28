import { describe, expect, it } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { ingested } from './ingest/ingested.js';
import { readAll, scratchFolder } from './source-fixture.js';

const write = scratchFolder();

const times = ['2024-01-02T09:30:00.000Z', '2024-01-02T09:30:00.250Z', '2024-01-02T09:31:00.000Z'];
const trades = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'timestamp', data: times.map((time) => new Date(time)), type: 'TIMESTAMP' },
      { name: 'symbol', data: ['A', 'B,"C', 'A'], type: 'STRING' },
      { name: 'price', data: [0.1, 2.5, 1e-7], type: 'DOUBLE' },
      { name: 'size', data: [1, null, 3], type: 'DOUBLE', nullable: true },
    ],
    rowGroupSize: 2,
  }),
);
const text = `timestamp,symbol,price,size
${times[0]},A,0.1,1
${times[1]},"B,""C",2.5,
${times[2]},A,1e-7,3
`;

describe('a parquet file', () => {
  it('is read as the csv that says the same, of whatever groups it is made', async () => {
    const events = await readAll(`file:${write('t.parquet', trades)}`);
    expect(events).toHaveLength(3);
    expect(events).toEqual(await readAll(`file:${write('t.csv', text)}`));
  });

  it('comes to the same tape', async () => {
    const path = write('t.tape', '');
    const one = await ingested(path, [`file:${write('t.parquet', trades)}`]);
    const other = await ingested(path, [`file:${write('t.csv', text)}`]);
    expect(one.meta.contentHash).toBe(other.meta.contentHash);
  });

  it('that is none is refused as what cannot be read', async () => {
    await expect(readAll(`file:${write('x.parquet', 'PAR1 and nothing else')}`)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});
