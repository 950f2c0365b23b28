import { crc32 } from 'node:zlib';
import type { Schema } from 'apache-arrow';
import { MetadataVersion } from 'apache-arrow';
import type { FileBlock } from 'apache-arrow/ipc/metadata/file';
import { Footer } from 'apache-arrow/ipc/metadata/file';
import { END_OF_STREAM, MAGIC } from './messages.js';
import { TAPE_VERSION } from './tape-meta.js';

/** What stands before the footer of every tape, of whatever version, followed by version and checksum. */
export const TRAILER_MARK = Buffer.from('millrace');

/** Bytes of mark, version and checksum. */
export const TRAILER_BYTES = TRAILER_MARK.length + 8;

/**
 * The end of a file: the end of the stream, a trailer of ours that Arrow's readers step over, the footer. The
 * trailer's checksum covers all that follows it, and the mark and version before it.
 */
export const endBytes = (
  schema: Schema,
  blocks: { batches: readonly FileBlock[]; dictionaries: readonly FileBlock[] },
): Buffer => {
  const footer = Footer.encode(
    new Footer(schema, MetadataVersion.V5, [...blocks.batches], [...blocks.dictionaries]),
  );
  const tail = Buffer.alloc(4 + MAGIC.length);
  tail.writeInt32LE(footer.length, 0);
  MAGIC.copy(tail, 4);
  const trailer = Buffer.alloc(TRAILER_BYTES);
  TRAILER_MARK.copy(trailer);
  trailer.writeUInt32LE(TAPE_VERSION, TRAILER_MARK.length);
  trailer.writeUInt32LE(trailerCheck(trailer, Buffer.concat([footer, tail])), TRAILER_MARK.length + 4);
  return Buffer.concat([END_OF_STREAM, trailer, footer, tail]);
};

/** The checksum of a trailer and of what follows it. */
export const trailerCheck = (trailer: Buffer, rest: Buffer): number =>
  crc32(rest, crc32(trailer.subarray(0, TRAILER_BYTES - 4)));
