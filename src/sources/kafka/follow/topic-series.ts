import { byCodePoint } from '../../../domain/event-order.js';
import { clearRows } from '../../../tape/rows.js';
import { streamKey } from '../../../tape/stream.js';
import type { Series } from '../../source.js';
import { type RecordsOf, recordDecoder } from '../codec/record-decoder.js';
import { RowBuffer } from '../codec/row-buffer.js';
import { BatchCursor } from '../wire/batch-cursor.js';
import { BatchFault } from '../wire/batch-fault.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { KafkaWire } from '../wire/kafka-wire.js';
import { RecordCursor } from '../wire/record-cursor.js';
import { lookAt } from './look-at.js';

/** How much of the end of each partition is looked at. */
const LOOK_OFFSETS = 10_000;

/** The streams that stand at the end of a topic now: what is to be expected of it where nobody says. */
export const topicSeries = async (
  connection: KafkaConnection,
  about: RecordsOf,
): Promise<readonly Series[]> => {
  const wire = new KafkaWire(connection, about.topic);
  try {
    const leaders = await wire.leaders();
    const begins = await wire.offsets('begin');
    const ends = await wire.offsets('end');
    const buffer = new RowBuffer(1);
    for (const [partition, leader] of leaders) {
      const end = ends.get(partition) ?? 0;
      const offset = Math.max(begins.get(partition) ?? 0, end - LOOK_OFFSETS);
      if (leader < 0 || offset >= end) continue;
      const records = await lookAt(wire, { leader, partition, offset });
      place(records, about, buffer);
    }
    return [...buffer.streams].sort((a, b) => byCodePoint(streamKey(a), streamKey(b)));
  } finally {
    await wire.close();
  }
};

/** What cannot be read says nothing here; who follows the topic hears why. */
const place = (records: Buffer, about: RecordsOf, buffer: RowBuffer): void => {
  const decoder = recordDecoder(about, buffer);
  const record = new RecordCursor();
  const batch = new BatchCursor(records);
  try {
    while (batch.next()) {
      if (batch.isControl) continue;
      record.open(batch);
      while (record.next()) decoder.decode(record);
      clearRows(buffer.rows);
    }
  } catch (cause) {
    if (!(cause instanceof BatchFault)) throw cause;
  }
};
