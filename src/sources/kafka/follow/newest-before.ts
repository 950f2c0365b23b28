import type { Offsets } from '../../../domain/input.js';
import { offsetBehind } from '../replay/offset-behind.js';
import { BatchCursor } from '../wire/batch-cursor.js';
import { BatchFault } from '../wire/batch-fault.js';
import type { Wire } from '../wire/kafka-wire.js';
import { RecordCursor } from '../wire/record-cursor.js';
import { lookAt } from './look-at.js';

/** How far back is looked: marks of transactions and what was compacted are no records. */
const LOOK_OFFSETS = 100;

/** The time of the newest record before an offset of each partition; -Infinity where there is none. */
export const newestBefore = async (wire: Wire, bounds: Offsets): Promise<number> => {
  const leaders = await wire.leaders();
  const begins = await wire.offsets('begin');
  let newest = Number.NEGATIVE_INFINITY;
  for (const [partition, leader] of leaders) {
    const bound = bounds[partition] ?? 0;
    let offset = Math.max(begins.get(partition) ?? 0, bound - LOOK_OFFSETS);
    while (leader >= 0 && offset < bound) {
      const records = await lookAt(wire, { leader, partition, offset });
      newest = Math.max(newest, newestIn(records, bound));
      const behind = offsetBehind(records, offset);
      if (behind === offset) break;
      offset = behind;
    }
  }
  return newest;
};

const newestIn = (records: Buffer, bound: number): number => {
  const batch = new BatchCursor(records);
  const record = new RecordCursor();
  let newest = Number.NEGATIVE_INFINITY;
  try {
    while (batch.next()) {
      if (batch.isControl) continue;
      record.open(batch);
      while (record.next()) if (record.offset < bound) newest = Math.max(newest, record.timestamp);
    }
  } catch (cause) {
    // Who reads it says what is wrong.
    if (!(cause instanceof BatchFault)) throw cause;
  }
  return newest;
};
