import { type BlockLine, isChained } from './block-line.js';
import { afterBlock, blockLines, follows } from './block-order.js';
import type { SegmentPlace } from './open-segments.js';
import { PartReader } from './part-reader.js';
import { damaged } from './recording-fault.js';
import { segmentFiles } from './run-folder.js';

/** A block that has been checked, with the bytes of its inputs. */
export interface ReadBlock {
  readonly line: BlockLine;
  readonly market: Buffer;
  readonly inputs: Buffer;
}

/**
 * The blocks of a segment, each checked before anyone sees it: its checksums, its hash, and that it goes on
 * where the one before it ends.
 *
 * @throws MillraceError RECORDING_DAMAGED at the first that is not as it was written.
 */
export async function* readBlocks({
  folder,
  begin,
  lastBlock,
  about,
}: SegmentPlace): AsyncGenerator<ReadBlock, void, undefined> {
  const files = segmentFiles(folder);
  const [inputsReader, marketReader] = [new PartReader(), new PartReader()];
  let before = begin;
  const at = (line: BlockLine | null) => {
    const isItself = line?.block === before.block + 1;
    const to = line && (isItself ? line.to : line.from - 1);
    return { path: files.inputs, block: before.block + 1, from: before.to + 1, to };
  };
  try {
    for await (const placed of blockLines(files.inputs)) {
      if (before.block === lastBlock) break;
      const { line } = placed;
      if (!follows(line, before)) throw damaged(at(line), 'its end is not as it was written');
      const inputs = await inputsReader.read(files.inputs, line.inputs);
      if (!inputs) throw damaged(at(line), 'its inputs are not as they were written');
      const path = files.market(line.market.file);
      const market = await marketReader.read(path, line.market);
      if (!market) throw damaged({ ...at(line), path }, 'its market events are not as they were written');
      if (!isChained(line, { market, inputs }, before.hash)) {
        throw damaged(at(line), 'its hash does not follow from the block before');
      }
      yield { line, market, inputs };
      before = afterBlock(placed);
    }
  } finally {
    await inputsReader.close();
    await marketReader.close();
  }
  if (before.block < lastBlock) throw damaged(at(null), 'it breaks off');
  if (before.hash !== about.hash) throw damaged(at(null), 'the segment after it does not follow from it');
}
