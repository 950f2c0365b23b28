import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { rowEvent } from '../../../tape/row-event.js';
import { clearRows } from '../../../tape/rows.js';
import { type Stream, streamKey } from '../../../tape/stream.js';
import type { LetterBox } from '../bad/letter-box.js';
import { type RecordsOf, recordDecoder } from '../codec/record-decoder.js';
import { RowBuffer } from '../codec/row-buffer.js';
import { AbortedFilter, type AbortedTransaction } from '../wire/aborted-filter.js';
import { BatchCursor } from '../wire/batch-cursor.js';
import { BatchFault } from '../wire/batch-fault.js';
import { RecordCursor } from '../wire/record-cursor.js';
import type { Followed } from './followed.js';
import type { PartitionLine } from './partition-line.js';

/** What is wanted of the records of a topic. */
export interface WantedRows extends RecordsOf {
  readonly streams: readonly Stream[];
  /** Whether somebody said so, and others are passed over; else one that was not expected is a gap. */
  readonly isSaid: boolean;
  /** Epoch milliseconds; nothing that happened before it is wanted. */
  readonly from: number;
  /** By how much events may come behind later ones. */
  readonly holdMs: number;
  /** Takes what cannot be read. */
  readonly letters: Pick<LetterBox, 'seen' | 'add'>;
}

const ROWS_FIRST = 1_024;

/** Turns what came of a partition into events, batch by batch; what cannot be one is a gap that says why. */
export class EventReader {
  readonly #wanted: WantedRows;
  readonly #buffer = new RowBuffer(ROWS_FIRST);
  readonly #decoder: ReturnType<typeof recordDecoder>;
  readonly #record = new RecordCursor();
  readonly #declared: ReadonlySet<string>;
  /** By the number of a stream whether it is declared. */
  readonly #isDeclared: boolean[] = [];

  constructor(wanted: WantedRows) {
    this.#wanted = wanted;
    this.#decoder = recordDecoder(wanted, this.#buffer);
    this.#declared = new Set(wanted.streams.map(streamKey));
  }

  /** The rows of each batch; the line is behind a batch when its rows are given. */
  *read(
    line: PartitionLine,
    { records, aborted }: { readonly records: Buffer; readonly aborted: readonly AbortedTransaction[] },
  ): Generator<readonly Followed[], void, undefined> {
    const filter = new AbortedFilter(aborted);
    const batch = new BatchCursor(records);
    while (this.#next(line, batch)) {
      if (batch.lastOffset < line.position) continue;
      const rows: Followed[] = [];
      if (!filter.hides(batch)) this.#batch(line, batch, rows);
      line.position = batch.lastOffset + 1;
      yield rows;
    }
  }

  /** @throws MillraceError KAFKA_BATCH_BAD where nobody knows where the batch ends. */
  #next({ partition }: PartitionLine, batch: BatchCursor): boolean {
    try {
      return batch.next();
    } catch (cause) {
      if (!(cause instanceof BatchFault)) throw cause;
      const facts = { topic: this.#wanted.topic, partition, offset: batch.baseOffset };
      throw new MillraceError('KAFKA_BATCH_BAD', { ...facts, reason: cause.message });
    }
  }

  #batch(line: PartitionLine, batch: BatchCursor, into: Followed[]): void {
    const record = this.#record;
    let next = Math.max(batch.baseOffset, line.position);
    try {
      record.open(batch);
      while (record.next()) {
        // A batch is sent whole: it may begin before what was asked for.
        if (record.offset < line.position) continue;
        this.#one(line, into);
        next = record.offset + 1;
      }
    } catch (cause) {
      if (!(cause instanceof BatchFault)) throw cause;
      // It was heard in an earlier life of the run.
      if (line.heard.delete(next)) return clearRows(this.#buffer.rows);
      const { partition } = line;
      const { bytes, maxTimestamp: timestamp } = batch;
      const record = { ...NO_RECORD, bytes, timestamp, valueEnd: bytes.length };
      const reason = `the batch ${cause.message}`;
      this.#wanted.letters.add({ partition, offset: next, reason, record });
      const which = next === batch.lastOffset ? `offset ${next}` : `offsets ${next} to ${batch.lastOffset}`;
      const gap = `${this.#nameOf(line)}, ${which}: ${reason}`;
      into.push({ ...NO_EVENT, gap, partition, offset: next });
    }
    clearRows(this.#buffer.rows);
  }

  #one(line: PartitionLine, into: Followed[]): void {
    const { partition, heard } = line;
    const { offset } = this.#record;
    const before = heard.get(offset) ?? -1;
    heard.delete(offset);
    const first = this.#buffer.rows.count;
    this.#wanted.letters.seen();
    const reason = this.#decode();
    if (reason !== null) {
      // What was heard in an earlier life of the run was kept in it, too.
      if (before >= 0) return;
      this.#wanted.letters.add({ partition, offset, reason, record: this.#record });
      const gap = `${this.#nameOf(line)}, offset ${offset}: ${reason}`;
      into.push({ ...NO_EVENT, gap, partition, offset });
      return;
    }
    const { rows, streams } = this.#buffer;
    const { from } = this.#wanted;
    for (let index = first; index < rows.count; index += 1) {
      const stream = streams[rows.stream[index] ?? 0];
      const at = rows.at[index] ?? Number.NaN;
      line.latest = Math.max(line.latest, at);
      const row = index - first;
      if (!stream || row <= before || at < from) continue;
      const isNew = this.#isDeclared[rows.stream[index] ?? 0] === undefined;
      if (!this.#wants(rows.stream[index] ?? 0, stream)) {
        if (isNew && !this.#wanted.isSaid)
          into.push({ ...NO_EVENT, gap: unexpected(stream), partition, offset });
        continue;
      }
      const said = rows.lines?.[index] ?? Number.NaN;
      // Who numbers nothing is read in the order of offsets, and of partitions where those are equal.
      const sequence = Number.isNaN(said) ? offset + partition / 1e6 : said;
      into.push({ ...NO_GAP, event: rowEvent(rows, index, stream), partition, offset, row, sequence });
    }
    const said = this.#decoder.watermark;
    const watermark = Number.isNaN(said) ? line.latest - this.#wanted.holdMs : said;
    line.watermark = Math.max(line.watermark, watermark);
  }

  /** Puts the rows of a record, or says why not: also where whoever decodes it fails. */
  #decode(): string | null {
    try {
      return this.#decoder.decode(this.#record);
    } catch (cause) {
      this.#buffer.forget();
      return cause instanceof MillraceError ? cause.message : `it cannot be decoded: ${messageOf(cause)}`;
    }
  }

  #wants(place: number, stream: Stream): boolean {
    const known = this.#isDeclared[place] ?? this.#declared.has(streamKey(stream));
    this.#isDeclared[place] = known;
    return known;
  }

  #nameOf({ partition }: PartitionLine): string {
    return `partition ${partition} of ${this.#wanted.topic}`;
  }
}

const NO_EVENT = { event: null, whose: '', row: 0, sequence: 0 } as const;
/** Of a batch that cannot be taken apart all is its value. */
const NO_RECORD = { keyStart: -1, keyEnd: -1, valueStart: 0, headersStart: 0, headersEnd: 0 } as const;
const NO_GAP = { gap: '', whose: null } as const;

const unexpected = ({ kind, symbol, every, name }: Stream): string => {
  const more = every ?? name;
  const what = `${kind}${more === undefined ? '' : `:${more}`} of '${symbol}'`;
  return `${what} was not in the topic when the run began, and is passed over: name it in symbols and kinds`;
};
