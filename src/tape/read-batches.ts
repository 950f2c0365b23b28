import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { ColumnBatch } from './column-batch.js';
import { bodyDecoder } from './decode-body.js';
import { BATCH_ROWS } from './rows.js';
import type { Stream } from './stream.js';
import { damaged } from './tape-fault.js';
import type { TapeFile } from './tape-file.js';

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
    const capacity = Math.min(BATCH_ROWS, Math.max(0, ...meta.batches.map(({ rows }) => rows)));
    const decode = bodyDecoder(layout, capacity);
    let memory = Buffer.alloc(0);
    for (let index = first; index < end; index += 1) {
      const [place, about] = [places[index], meta.batches[index]];
      if (!place || !about) return;
      const length = place.metaDataLength + place.bodyLength;
      if (memory.length < length) memory = Buffer.alloc(length);
      const bytes = memory.subarray(0, length);
      const { bytesRead } = await file.read(bytes, 0, length, place.offset);
      if (bytesRead !== length || crc32(bytes) !== about.crc32) {
        throw damaged(path, `batch ${index} of ${meta.batches.length} is not as it was written`);
      }
      yield new ColumnBatch(decode(bytes.subarray(place.metaDataLength), about), streams);
    }
  } finally {
    await file.close();
  }
}
