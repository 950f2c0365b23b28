import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import type { BlockLine, BlockParts } from './block-line.js';
import { isChained } from './block-line.js';
import { afterBlock, type BlockBefore, blockLines, follows, type PlacedLine } from './block-order.js';
import { PartReader } from './part-reader.js';
import type { Torn } from './recording.js';
import { type DamagedAt, damaged } from './recording-fault.js';
import { marketFileNumber, runFiles, segmentFiles } from './run-folder.js';

/** Where the recording of a run ends, and what stands behind. */
export interface RecordingEnd {
  readonly end: BlockBefore;
  readonly torn: Torn | null;
}

/** What is looked for. */
export interface EndWanted {
  readonly segment: number;
  readonly begin: BlockBefore;
  /** False where somebody else holds the journal against what should stand there. */
  readonly checksJournal: boolean;
}

/**
 * Finds the last whole block of a run's last segment. A block that was on the disk for certain, as a later
 * one says, is whole or the recording is damaged; behind those the first that is not whole was torn, with all
 * that follows it.
 *
 * @throws MillraceError RECORDING_DAMAGED.
 */
export const findEnd = async (
  folder: string,
  { segment, begin, checksJournal }: EndWanted,
): Promise<RecordingEnd> => {
  const place = segmentFiles(runFiles(folder).segment(segment));
  const files = { ...place, journal: runFiles(folder).journal, checksJournal };
  const tail = await tailOf(files.inputs);
  const last = tail.at(-1)?.line ?? null;
  const certain = Math.max(begin.block, last?.durable ?? 0);
  const reader = new PartReader();
  let end = begin;
  try {
    if (certain > begin.block) {
      const first = tail.shift();
      const at = {
        path: files.folder,
        block: certain,
        from: first?.line.from ?? begin.to + 1,
        to: first?.line.to ?? null,
      };
      if (first?.line.block !== certain || !(await partsOf(first.line, { reader, files, checksJournal }))) {
        throw damaged(at, 'it is not as it was written');
      }
      end = afterBlock(first);
    }
    for (const placed of tail) {
      // Without its journal a block was never whole, whoever judges the journal.
      const reading = { reader, files, checksJournal: true };
      const parts = follows(placed.line, end) ? await partsOf(placed.line, reading) : null;
      if (!parts || !isChained(placed.line, parts, end.hash)) break;
      end = afterBlock(placed);
    }
  } finally {
    await reader.close();
  }
  return { end, torn: await tornAfter(end, { files, last }) };
};

interface Files {
  readonly checksJournal: boolean;
  readonly folder: string;
  readonly inputs: string;
  readonly journal: string;
  readonly market: (file: number) => string;
}

/** The lines from the last block on that was on the disk for certain. */
const tailOf = async (path: string): Promise<PlacedLine[]> => {
  const { size } = await stat(path);
  for (let bytes = TAIL_BYTES; ; bytes *= 8) {
    const tail: PlacedLine[] = [];
    for await (const placed of blockLines(path, Math.max(0, size - bytes))) tail.push(placed);
    const certain = tail.at(-1)?.line.durable ?? 0;
    const isFound = tail[0] !== undefined && tail[0].line.block <= certain;
    if (isFound || bytes >= size) return tail.filter(({ line }) => line.block >= certain);
  }
};

/** The lines of the last flush stand within this, unless it was a large one. */
const TAIL_BYTES = 262_144;

/** The parts of a block; null where one of them is not there or not as it was written. */
const partsOf = async (
  line: BlockLine,
  {
    reader,
    files,
    checksJournal,
  }: { readonly reader: PartReader; readonly files: Files; readonly checksJournal: boolean },
): Promise<BlockParts | null> => {
  const inputs = await reader.read(files.inputs, line.inputs);
  const journal = !checksJournal || (await reader.read(files.journal, line.journal));
  const market = await reader.read(files.market(line.market.file), line.market);
  return inputs && journal && market && { inputs, market };
};

const tornAfter = async (
  end: BlockBefore,
  { files, last }: { readonly files: Files; readonly last: BlockLine | null },
): Promise<Torn | null> => {
  const at: DamagedAt = { path: files.folder, block: end.block, from: 1, to: end.to };
  const behind = async (path: string, bytes: number): Promise<number> => {
    const mayBeShort = path === files.journal && !files.checksJournal;
    const { size } = mayBeShort && !existsSync(path) ? { size: 0 } : await stat(path);
    if (mayBeShort) return Math.max(0, size - bytes);
    if (size < bytes) throw damaged({ ...at, path }, `it has ${size} bytes and should have ${bytes}`);
    return size - bytes;
  };
  let bytes = (await behind(files.inputs, end.inputsBytes)) + (await behind(files.journal, end.journalBytes));
  for (const name of await readdir(files.folder)) {
    const number = marketFileNumber(name);
    if (number === null || number < end.market.file) continue;
    bytes += await behind(files.market(number), number === end.market.file ? end.market.bytes : 0);
  }
  if (bytes === 0) return null;
  return { bytes, from: end.to + 1, to: last && last.block > end.block ? last.to : null };
};
