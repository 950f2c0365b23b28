import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { isSealed, sealedLine } from './sealed-line.js';

/** Where one part of a block lies in its file. */
export interface PartPlace {
  readonly offset: number;
  readonly bytes: number;
  readonly crc32: number;
}

/** The line that ends a block: what belongs to it, and the hash of all inputs up to its end. */
export interface BlockLine {
  /** Counted from 1 through all segments. */
  readonly block: number;
  /** The last block that was on the disk for certain when this one was made. */
  readonly durable: number;
  /** Serials of its inputs; where it has none, `to` is one less than `from`. */
  readonly from: number;
  readonly to: number;
  /** Its lines of the journal, counted from 1; likewise. */
  readonly fromEntry: number;
  readonly toEntry: number;
  /** 0 bytes where it has no market events: then the place where the next ones come. */
  readonly market: PartPlace & { readonly file: number };
  readonly inputs: PartPlace;
  readonly journal: PartPlace & { readonly sha256: string };
  readonly hash: string;
}

/** The bytes of a block's parts. */
export interface BlockParts {
  readonly market: Uint8Array;
  readonly inputs: Uint8Array;
}

/** The line of a block, and its hash. */
export const blockLine = (
  about: Omit<BlockLine, 'hash'>,
  parts: BlockParts,
  previous: string,
): { readonly text: string; readonly hash: string } => {
  const said = textOf(about);
  const hash = chained(previous, said, parts);
  return { text: sealedLine(`${said.slice(0, -1)},"hash":"${hash}"`), hash };
};

/** What a line says if it is a whole line of a block; null if it is anything else. */
export const parseBlockLine = (text: string): BlockLine | null =>
  // The checksum says that it is what a writer of this version wrote.
  text.startsWith('{"block":') && isSealed(text) ? (JSON.parse(text) as BlockLine) : null;

/** Whether the parts are those of a line that follows a block of that hash. */
export const isChained = (line: BlockLine, parts: BlockParts, previous: string): boolean =>
  chained(previous, textOf(line), parts) === line.hash;

/** The first hash of a segment: of its manifest and all segments before. */
export const segmentHash = (previous: string, manifest: string): string =>
  createHash('sha256').update(`${previous}\n${manifest}`).digest('hex');

/** The place of a part and its checksum. */
export const partPlace = (offset: number, bytes: Uint8Array): PartPlace => ({
  offset,
  bytes: bytes.length,
  crc32: crc32(bytes),
});

/** In one order of the fields, whatever order they were put together in. */
const textOf = (about: Omit<BlockLine, 'hash'>): string => {
  const { block, durable, from, to, fromEntry, toEntry, market, inputs, journal } = about;
  return JSON.stringify({ block, durable, from, to, fromEntry, toEntry, market, inputs, journal });
};

const chained = (previous: string, said: string, { market, inputs }: BlockParts): string =>
  createHash('sha256').update(`${previous}\n${said}\n`).update(market).update(inputs).digest('hex');
