import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type FileBlock, Footer } from 'apache-arrow/ipc/metadata/file';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import { type Layout, layoutOf } from './layout.js';
import { END_OF_STREAM, MAGIC } from './messages.js';
import { TRAILER_BYTES, TRAILER_MARK, trailerCheck } from './tape-end.js';
import { cutShort, damaged, foreign } from './tape-fault.js';
import { META_KEY, TAPE_VERSION, type TapeMeta } from './tape-meta.js';

/** Where a batch lies in its file. */
export type Place = Pick<FileBlock, 'offset' | 'metaDataLength' | 'bodyLength'>;

/** A tape whose beginning, end and names have been checked; its batches are checked as they are read. */
export interface TapeFile {
  readonly path: string;
  readonly meta: TapeMeta;
  readonly layout: Layout;
  readonly places: readonly Place[];
}

/**
 * Opens a tape.
 *
 * @throws MillraceError FILE_MISSING, TAPE_FOREIGN for what is no tape, TAPE_CUT_SHORT, TAPE_DAMAGED, and
 * TAPE_VERSION for the tape of another version.
 */
export const openTape = (path: string): TapeFile => {
  const file = openFile(path);
  try {
    return readTape({ file, path, size: fstatSync(file).size });
  } finally {
    closeSync(file);
  }
};

interface Opened {
  readonly file: number;
  readonly path: string;
  readonly size: number;
}

const openFile = (path: string): number => {
  try {
    const file = openSync(path, 'r');
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
  } catch (cause) {
    throw new MillraceError('FILE_MISSING', { path, reason: messageOf(cause) }, { cause });
  }
  throw new MillraceError('FILE_MISSING', { path, reason: 'is no regular file' });
};

const readTape = (opened: Opened): TapeFile => {
  const { path, size } = opened;
  const { footer, footerAt } = checkedFooter(opened);
  const text = footer.schema.metadata.get(META_KEY);
  if (text === undefined) throw damaged(path, 'its footer says nothing of its rows');
  // The checksum says that it is what a writer of this version wrote.
  const meta = JSON.parse(text) as TapeMeta;
  const [places, dictionaries] = [[...footer.recordBatches()], [...footer.dictionaryBatches()]];
  // Every byte of a file belongs to something that has a checksum.
  const end = footerAt - TRAILER_BYTES - END_OF_STREAM.length;
  const all = [...places, ...dictionaries];
  const first = all[0]?.offset ?? end;
  let next = first;
  for (const { offset, metaDataLength, bodyLength } of all) {
    if (offset !== next) throw damaged(path, `something lies between its batches at byte ${next}`);
    next = offset + metaDataLength + bodyLength;
  }
  if (next !== end || size < end) throw damaged(path, 'its batches do not end where its footer begins');
  if (crc32(bytesAt(opened, 0, first)) !== meta.head)
    throw damaged(path, 'its schema is not as it was written');
  if (!bytesAt(opened, end, END_OF_STREAM.length).equals(END_OF_STREAM)) {
    throw damaged(path, 'the end of its batches is not as it was written');
  }
  for (const [index, { offset, metaDataLength, bodyLength }] of dictionaries.entries()) {
    if (crc32(bytesAt(opened, offset, metaDataLength + bodyLength)) !== meta.dictionaries[index]) {
      throw damaged(path, 'its names are not as they were written');
    }
  }
  return { path, meta, layout: layoutOf(meta), places };
};

const TAIL_BYTES = 4 + MAGIC.length;

const checkedFooter = (opened: Opened): { footer: Footer; footerAt: number } => {
  const { path, size } = opened;
  const tail = bytesAt(opened, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
  if (tail.length < TAIL_BYTES || !tail.subarray(4).equals(MAGIC)) {
    const head = bytesAt(opened, 0, Math.min(size, MAGIC.length));
    throw MAGIC.subarray(0, head.length).equals(head)
      ? cutShort(path, size)
      : foreign(path, 'it is no Arrow file');
  }
  const length = tail.readInt32LE(0);
  const footerAt = size - TAIL_BYTES - length;
  if (length <= 0 || footerAt < TRAILER_BYTES) throw damaged(path, 'its end says nonsense');
  const trailer = bytesAt(opened, footerAt - TRAILER_BYTES, TRAILER_BYTES);
  if (!trailer.subarray(0, TRAILER_MARK.length).equals(TRAILER_MARK)) {
    throw foreign(path, 'it is an Arrow file and none that millrace wrote');
  }
  const footer = bytesAt(opened, footerAt, length);
  const check = trailerCheck(trailer, Buffer.concat([footer, tail]));
  if (check !== trailer.readUInt32LE(TRAILER_BYTES - 4))
    throw damaged(path, 'its end is not as it was written');
  const version = trailer.readUInt32LE(TRAILER_MARK.length);
  if (version !== TAPE_VERSION)
    throw new MillraceError('TAPE_VERSION', { path, version, known: TAPE_VERSION });
  return { footer: Footer.decode(footer), footerAt };
};

const bytesAt = ({ file, path }: Opened, position: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  if (readSync(file, bytes, 0, length, position) === length) return bytes;
  throw damaged(path, `it has no ${length} bytes at byte ${position}`);
};
