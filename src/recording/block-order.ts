import { type BlockLine, parseBlockLine } from './block-line.js';
import { readLines } from './read-lines.js';

/** What stands before a block: the block before it, as far as the next one goes on from it. */
export interface BlockBefore {
  readonly block: number;
  /** The last serial, the last line of the journal, and the hash up to there. */
  readonly to: number;
  readonly toEntry: number;
  readonly hash: string;
  /** Ends of the files. */
  readonly inputsBytes: number;
  readonly journalBytes: number;
  /** The last market file, 0 before the first; one of an earlier process is not written to again. */
  readonly market: { readonly file: number; readonly bytes: number };
}

/** The line of a block, and the place in the log of inputs where the next block begins. */
export interface PlacedLine {
  readonly line: BlockLine;
  readonly end: number;
}

/**
 * The lines of blocks in a log of inputs, in the order in which they stand there. Whatever is not whole is
 * not seen: whether something is missing between two is told by `follows`.
 *
 * @param from A place in the log, which may lie inside a line.
 */
export async function* blockLines(path: string, from = 0): AsyncGenerator<PlacedLine, void, undefined> {
  for await (const lines of readLines(path, from)) {
    for (const { bytes, offset } of lines) {
      const line = bytes.subarray(0, BEGINNING.length).equals(BEGINNING)
        ? parseBlockLine(String(bytes))
        : null;
      if (line && line.inputs.offset + line.inputs.bytes === offset)
        yield { line, end: offset + bytes.length + 1 };
    }
  }
}

const BEGINNING = Buffer.from('{"block":');

/** Whether a block goes on in every file where the one before it ends. */
export const follows = (line: BlockLine, before: BlockBefore): boolean =>
  line.block === before.block + 1 &&
  line.durable < line.block &&
  line.from === before.to + 1 &&
  line.to >= before.to &&
  line.fromEntry === before.toEntry + 1 &&
  line.toEntry >= before.toEntry &&
  line.inputs.offset === before.inputsBytes &&
  line.journal.offset === before.journalBytes &&
  (line.market.file === before.market.file
    ? line.market.offset === before.market.bytes
    : line.market.file === before.market.file + 1 && line.market.offset === 0);

/** What the next block goes on from. */
export const afterBlock = ({ line, end }: PlacedLine): BlockBefore => ({
  block: line.block,
  to: line.to,
  toEntry: line.toEntry,
  hash: line.hash,
  inputsBytes: end,
  journalBytes: line.journal.offset + line.journal.bytes,
  market: { file: line.market.file, bytes: line.market.offset + line.market.bytes },
});
