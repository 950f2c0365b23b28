import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import type { BadRecord } from '../../../../src/sources/kafka/bad/bad-record.js';
import { type DeadLetter, deadLetter } from '../../../../src/sources/kafka/bad/dead-letter.js';
import { EventReader } from '../../../../src/sources/kafka/follow/event-reader.js';
import { PartitionLine } from '../../../../src/sources/kafka/follow/partition-line.js';
import { HeldRows } from '../../../../src/sources/kafka/replay/held-rows.js';
import { PartitionReading } from '../../../../src/sources/kafka/replay/partition-reading.js';
import { RowReader } from '../../../../src/sources/kafka/replay/row-reader.js';
import { tradesOf } from '../replay/trades-of.js';
import { recordOfEvent } from '../replay/write-events.js';
import { batchOf, repacked, type Written } from './batch-of.js';

const written = (count: number, from: number): readonly Written[] =>
  tradesOf(from + count)
    .slice(from)
    .map((trade, n) => {
      const { value, headers } = recordOfEvent(trade, from + n);
      return {
        key: null,
        value: Buffer.from(String(value)),
        headers: headers as Written['headers'],
        delta: 0,
      };
    });

/** Two records, two more whose batch is damaged in some way behind its checksum, and one. */
const batches = async (damage: (batch: Buffer) => Buffer): Promise<Buffer> =>
  Buffer.concat([
    await batchOf(written(2, 0), 0n),
    damage(await batchOf(written(2, 2), 2n)),
    await batchOf(written(1, 4), 4n),
  ]);

const cut = (batch: Buffer): Buffer => {
  const whole = gzipSync(batch.subarray(61));
  return repacked(batch, 1, whole.subarray(0, whole.length / 2));
};

const DAMAGES = [
  ['gzip bytes that end too early', cut, 'cannot be unpacked (gzip): unexpected end of file'],
  [
    'gzip of something else',
    (batch: Buffer) => repacked(batch, 1, gzipSync('something else')),
    'has records that do not end with it',
  ],
  [
    'a codec that nobody knows',
    (batch: Buffer) => repacked(batch, 7, batch.subarray(61)),
    'is packed with codec 7, which this millrace does not know',
  ],
] as const;

it.each(DAMAGES)('%s: a replay says where and ends', async (_, damage, reason) => {
  const held = new HeldRows();
  const about = { topic: 't', mapping: null, lateMs: 0, late: 'fail', onBad: () => undefined } as const;
  const range = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const reader = new RowReader({ ...about, ...range, held });
  const reading = new PartitionReading({ partition: 3, start: 0, end: 5 });
  const records = await batches(damage);
  expect(() => reader.read({ reading, records, aborted: [] })).toThrow(
    `partition 3 of t has at offset 2 a batch that ${reason}`,
  );
});

it.each(DAMAGES)('%s: whoever follows hears of a gap, and goes on behind it', async (_, damage, reason) => {
  const about = { topic: 't', mapping: null, isSaid: true, from: Number.NEGATIVE_INFINITY, holdMs: 0 };
  const letters: DeadLetter[] = [];
  const box = { seen: () => undefined, add: (bad: BadRecord) => letters.push(deadLetter('t', bad)) };
  const reader = new EventReader({ ...about, streams: [{ kind: 'trade', symbol: 'A' }], letters: box });
  const line = new PartitionLine({ partition: 3, start: 0 }, 0);
  const records = await batches(damage);
  const rows = [...reader.read(line, { records, aborted: [] })].flat();
  expect(rows.map(({ event, gap, offset }) => [offset, event?.kind ?? gap])).toEqual([
    [0, 'trade'],
    [1, 'trade'],
    [2, `partition 3 of t, offsets 2 to 3: the batch ${reason}`],
    [4, 'trade'],
  ]);
  expect(line.position).toBe(5);
  expect(letters).toMatchObject([
    { partition: 3, offset: 2, reason: `the batch ${reason}`, key: null, headers: [] },
  ]);
  expect(records.includes(letters[0]?.value ?? 'no bytes', 0, 'base64')).toBe(true);
});
