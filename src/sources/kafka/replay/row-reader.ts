import { isoText } from '../../../domain/iso-text.js';
import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import type { BadRecord } from '../bad/bad-record.js';
import { recordDecoder } from '../codec/record-decoder.js';
import type { TopicMapping } from '../mapping/topic-mapping.js';
import { AbortedFilter } from '../wire/aborted-filter.js';
import { BatchCursor } from '../wire/batch-cursor.js';
import { BatchFault } from '../wire/batch-fault.js';
import { RecordCursor } from '../wire/record-cursor.js';
import type { PartitionBatches } from './fetch-batches.js';
import type { HeldRows } from './held-rows.js';
import type { PartitionReading } from './partition-reading.js';

/** What of the records of a topic is wanted. */
export interface RowPlan {
  readonly topic: string;
  readonly mapping: TopicMapping | null;
  readonly held: HeldRows;
  /** Epoch milliseconds; nothing that happened before it is wanted. */
  readonly from: number;
  /** Nor what happens at or after this, but a bar may end then. */
  readonly to: number;
  readonly lateMs: number;
  readonly late: 'fail' | 'drop';
  /** May throw, which ends the reading. */
  readonly onBad: (bad: BadRecord) => void;
}

/** Turns what came of partitions into rows that are wanted, and notes how far each partition has come. */
export class RowReader {
  /** Events that came too late and were dropped. */
  dropped = 0;
  /** Records that were read. */
  records = 0;

  readonly #plan: RowPlan;
  readonly #decoder: ReturnType<typeof recordDecoder>;
  readonly #record = new RecordCursor();

  constructor(plan: RowPlan) {
    this.#plan = plan;
    this.#decoder = recordDecoder(plan, plan.held);
  }

  /** @throws MillraceError KAFKA_BATCH_BAD, KAFKA_LATE, and what `onBad` throws. */
  read({ reading, records, aborted }: PartitionBatches): void {
    const filter = new AbortedFilter(aborted);
    const batch = new BatchCursor(records);
    try {
      while (!reading.isDone && batch.next()) {
        if (batch.lastOffset < reading.position) continue;
        if (!filter.hides(batch)) this.#batch(reading, batch);
        reading.position = batch.lastOffset + 1;
      }
    } catch (cause) {
      if (!(cause instanceof BatchFault)) throw cause;
      const { topic } = this.#plan;
      const facts = { topic, partition: reading.partition, offset: batch.baseOffset, reason: cause.message };
      throw new MillraceError('KAFKA_BATCH_BAD', facts);
    }
  }

  #batch(reading: PartitionReading, batch: BatchCursor): void {
    const record = this.#record;
    record.open(batch);
    while (record.next()) {
      // A batch is sent whole: it may begin before what was asked for, and end behind it.
      if (record.offset < reading.position) continue;
      if (record.offset >= reading.end) return;
      this.#one(reading);
      if (reading.watermark <= this.#plan.to) continue;
      reading.isClosed = true;
      reading.position = record.offset + 1;
      return;
    }
  }

  #one(reading: PartitionReading): void {
    const { held } = this.#plan;
    const record = this.#record;
    this.records += 1;
    const first = held.rows.count;
    const reason = this.#reasonNot(record);
    if (reason !== null) {
      const { partition } = reading;
      this.#plan.onBad({ partition, offset: record.offset, reason, record });
      return;
    }
    const { rows } = held;
    const { at, lines, count } = rows;
    let isKept = true;
    for (let row = first; row < count; row += 1) {
      const happened = at[row] ?? Number.NaN;
      // Who numbers nothing is read in the order of offsets, and of partitions where those are equal.
      if (lines && Number.isNaN(lines[row])) lines[row] = record.offset + reading.partition / 1e6;
      if (!this.#isWanted(happened, row) || happened < reading.watermark) isKept = false;
    }
    if (!isKept) held.keep(first, (row) => this.#isKept(reading, at[row] ?? Number.NaN, row));
    this.#advance(reading, first);
  }

  /** Puts the rows of a record, or says why not: also where whoever decodes it fails. */
  #reasonNot(record: RecordCursor): string | null {
    try {
      return this.#decoder.decode(record);
    } catch (cause) {
      if (cause instanceof MillraceError) throw cause;
      this.#plan.held.forget();
      return `it cannot be decoded: ${messageOf(cause)}`;
    }
  }

  #isWanted(at: number, row: number): boolean {
    const { from, to, held } = this.#plan;
    return at >= from && (at < to || (at === to && held.streamOf(row)?.kind === 'bar'));
  }

  #isKept(reading: PartitionReading, at: number, row: number): boolean {
    if (!this.#isWanted(at, row)) {
      reading.latest = Math.max(reading.latest, at);
      return false;
    }
    if (at >= reading.watermark) return true;
    const { topic, lateMs, late } = this.#plan;
    if (late === 'drop') {
      this.dropped += 1;
      return false;
    }
    const { partition, latest } = reading;
    const facts = { topic, partition, offset: this.#record.offset, at: isoText(at) };
    throw new MillraceError('KAFKA_LATE', { ...facts, before: isoText(latest), lateMs });
  }

  /** Whoever says nothing of what is to come has it as late as may be. */
  #advance(reading: PartitionReading, first: number): void {
    const { at, count } = this.#plan.held.rows;
    for (let row = first; row < count; row += 1) reading.latest = Math.max(reading.latest, at[row] ?? 0);
    const said = this.#decoder.watermark;
    const watermark = Number.isNaN(said) ? reading.latest - this.#plan.lateMs : said;
    reading.watermark = Math.max(reading.watermark, watermark);
  }
}
