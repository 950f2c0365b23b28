import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { bodyPlan, type Region } from './body-plan.js';
import { ColumnBatch } from './column-batch.js';
import type { Layout } from './layout.js';
import { forgetMissing, readMicros } from './micros.js';
import { BATCH_ROWS } from './rows.js';
import type { Stream } from './stream.js';
import { damaged } from './tape-fault.js';
import type { TapeFile } from './tape-file.js';
import type { BatchMeta } from './tape-meta.js';

/** Which batches of a tape, from the first to before the end. */
interface BatchRange {
  readonly first: number;
  readonly end: number;
  /** What the rows' streams mean to whoever asks for an event; the tape's own if nothing is said. */
  readonly streams?: readonly Stream[];
}

/**
 * The batches of a tape from one to another, each read into the same memory and checked before anyone sees
 * it.
 *
 * @throws MillraceError TAPE_DAMAGED at the first that is not as it was written.
 */
export async function* readBatches(
  { path, meta, layout, places }: TapeFile,
  { first, end, streams = meta.streams }: BatchRange,
): AsyncGenerator<ColumnBatch, void, undefined> {
  const file = await open(path, 'r');
  try {
    const memory = batchMemory(layout, { batches: meta.batches, streams });
    for (let index = first; index < end; index += 1) {
      const [place, about] = [places[index], meta.batches[index]];
      if (!place || !about) return;
      const length = place.metaDataLength + place.bodyLength;
      const bytes = memory.block(length);
      const { bytesRead } = await file.read(bytes, 0, length, place.offset);
      if (bytesRead !== length || crc32(bytes) !== about.crc32) {
        throw damaged(path, `batch ${index} of ${meta.batches.length} is not as it was written`);
      }
      yield memory.batch(bytes.subarray(place.metaDataLength), about);
    }
  } finally {
    await file.close();
  }
}

interface BatchMemory {
  readonly block: (length: number) => Buffer;
  readonly batch: (body: Buffer, about: BatchMeta) => ColumnBatch;
}

/** What the batches of one reading share. */
const batchMemory = (
  layout: Layout,
  { batches, streams }: { batches: readonly BatchMeta[]; streams: readonly Stream[] },
): BatchMemory => {
  let block = Buffer.alloc(0);
  const capacity = Math.min(BATCH_ROWS, Math.max(0, ...batches.map(({ rows }) => rows)));
  const at = new Float64Array(capacity);
  const instants = new Map(
    layout.columns.flatMap(({ key, type }) =>
      type === 'instant' ? [[key, new Float64Array(capacity)]] : [],
    ),
  );
  return {
    block: (length) => {
      if (block.length < length) block = Buffer.alloc(length);
      return block.subarray(0, length);
    },
    batch: (body, { rows, textBytes }) => {
      const plan = bodyPlan(layout, rows, textBytes);
      readMicros(int32(body, plan.at, rows * 2), rows, at);
      const columns: Record<string, Float64Array | Int32Array> = {};
      let data: (string | null)[] = [];
      for (const [index, { key, type, isNullable }] of layout.columns.entries()) {
        const region = plan.columns[index];
        if (!region) continue;
        if (type === 'text') data = textsIn(body, region, rows);
        else if (type === 'day') columns[key] = int32(body, region, rows);
        else if (type === 'number') {
          columns[key] = new Float64Array(body.buffer, body.byteOffset + region.values, rows);
        } else {
          const column = instants.get(key) ?? new Float64Array(rows);
          readMicros(int32(body, region, rows * 2), rows, column);
          if (isNullable) forgetMissing(column, rows);
          columns[key] = column;
        }
      }
      const stream = new Uint16Array(body.buffer, body.byteOffset + plan.stream.values, rows);
      return new ColumnBatch({ count: rows, stream, at, columns, data }, streams);
    },
  };
};

const int32 = (body: Buffer, { values }: Region, length: number): Int32Array =>
  new Int32Array(body.buffer, body.byteOffset + values, length);

const textsIn = (body: Buffer, region: Region, rows: number): (string | null)[] => {
  const ends = new Int32Array(body.buffer, body.byteOffset + region.offsets, rows + 1);
  return Array.from({ length: rows }, (_, row) => {
    const [start, end] = [ends[row] ?? 0, ends[row + 1] ?? 0];
    // Every JSON has at least one character.
    return start === end ? null : body.toString('utf8', region.values + start, region.values + end);
  });
};
