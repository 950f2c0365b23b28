import { describe, expect, it } from '@jest/globals';
import { BatchFetcher } from '../../../../src/sources/kafka/replay/fetch-batches.js';
import { PartitionReading } from '../../../../src/sources/kafka/replay/partition-reading.js';
import type { FetchedPartition } from '../../../../src/sources/kafka/wire/fetch-response.js';
import type { Wire } from '../../../../src/sources/kafka/wire/kafka-wire.js';

/** The head of a batch of one record at an offset, which is all that fetching looks at. */
const batchAt = (offset: number): Buffer => {
  const bytes = Buffer.alloc(70);
  bytes.writeBigInt64BE(BigInt(offset), 0);
  bytes.writeInt32BE(bytes.length - 12, 8);
  bytes[16] = 2;
  return bytes;
};

const said = (partition: number, about: Partial<FetchedPartition> = {}): FetchedPartition => ({
  partition,
  errorCode: 0,
  lastStable: 100,
  aborted: [],
  records: Buffer.alloc(0),
  ...about,
});

type Asked = readonly { readonly partition: number; readonly offset: number }[];

/** A broker that leads all partitions and answers by a script. */
const brokerOf = (answer: (asked: Asked) => readonly FetchedPartition[]): Wire => ({
  leaders: () => Promise.resolve(new Map([0, 1, 2].map((partition) => [partition, 1]))),
  offsets: () => Promise.resolve(new Map([[0, 7]])),
  fetch: (_, { partitions }) => Promise.resolve({ throttleMs: 0, partitions: answer(partitions) }),
  patiently: (use) => use(),
  renew: () => undefined,
  close: () => Promise.resolve(),
});

/** What comes, with every reading following what was fetched. */
const read = async (wire: Wire, readings: readonly PartitionReading[], stallMs = 30) => {
  const plan = {
    wire,
    topic: 't',
    brokers: ['b:1'],
    readings,
    isPaused: () => false,
    stallMs,
    retryForMs: 100,
  };
  const came: string[] = [];
  for await (const parts of new BatchFetcher(plan).batches()) {
    for (const { reading } of parts) {
      came.push(`${reading.partition} up to ${reading.fetchOffset}`);
      reading.position = reading.fetchOffset;
    }
  }
  return came;
};

describe('BatchFetcher', () => {
  const readingOf = (partition: number, end = 2) => new PartitionReading({ partition, start: 0, end });

  it('asks on until every partition has come to its end', async () => {
    const wire = brokerOf((asked) =>
      asked.map(({ partition, offset }) => said(partition, { records: batchAt(offset) })),
    );
    expect(await read(wire, [readingOf(0), readingOf(1, 1)])).toEqual([
      '0 up to 1',
      '1 up to 1',
      '0 up to 2',
    ]);
  });

  it('takes a partition for ended where nothing is left up to its end, as compaction leaves it', async () => {
    const wire = brokerOf(([first]) => [
      said(0, first?.offset === 0 ? { records: batchAt(0) } : { lastStable: 2 }),
    ]);
    expect(await read(wire, [readingOf(0)])).toEqual(['0 up to 1']);
  });

  it('asks again for what had no room in an answer', async () => {
    const wire = brokerOf((asked) =>
      // Only the first that was asked for fits in.
      asked.map(({ partition, offset }, place) =>
        said(partition, place === 0 ? { records: batchAt(offset) } : {}),
      ),
    );
    const came = await read(wire, [readingOf(0), readingOf(1), readingOf(2)]);
    expect(came.toSorted()).toEqual([
      '0 up to 1',
      '0 up to 2',
      '1 up to 1',
      '1 up to 2',
      '2 up to 1',
      '2 up to 2',
    ]);
  });

  it('says which partition is empty and unfinished for too long', async () => {
    const wire = brokerOf((asked) => asked.map(({ partition }) => said(partition, { lastStable: 1 })));
    await expect(read(wire, [readingOf(0)])).rejects.toThrow(
      'partition 0 of t gave none of offsets 0 to 2 for 0.03 s',
    );
  });

  it('says that what is asked for was deleted meanwhile', async () => {
    const wire = brokerOf(() => [said(0, { errorCode: 1 })]);
    await expect(read(wire, [readingOf(0)])).rejects.toThrow(
      'partition 0 of t begins at offset 7: what was before is deleted, and offset 0 is wanted',
    );
  });

  it('finds a new leader, and gives up after the time that is said', async () => {
    let refusals = 2;
    const wire = brokerOf(() => {
      refusals -= 1;
      return [said(0, refusals >= 0 ? { errorCode: 6 } : { records: batchAt(1) })];
    });
    expect(await read(wire, [readingOf(0)], 10_000)).toEqual(['0 up to 2']);
    await expect(
      read(
        brokerOf(() => [said(0, { errorCode: 6 })]),
        [readingOf(0)],
      ),
    ).rejects.toThrow('no broker of b:1 could be used for 0.1 s: the broker answers with error 6');
  });
});
