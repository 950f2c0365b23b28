import { assert } from '../domain/assert.js';
import type { Stamped } from '../domain/input.js';
import { BlockFiles } from './block-files.js';
import { type Block, BlockMaker } from './block-maker.js';
import type { BlockBefore } from './block-order.js';
import type { Disk } from './disk.js';
import type { Recording, SegmentContent, Torn } from './recording.js';
import { unwritable } from './recording-fault.js';
import { beginSegmentFolder } from './segment-manifest.js';

/** What a recording is written by. */
export interface RecordingOptions {
  /** A market file that has grown beyond this is followed by a new one. */
  readonly marketFileBytesMax: number;
  /** The machine's own files if nothing is said. */
  readonly disk?: Disk;
}

/** Where a process begins to write. */
export interface WritingPlace {
  readonly folder: string;
  readonly segment: number;
  readonly before: BlockBefore;
  readonly torn: Torn | null;
  readonly disk: Disk;
  readonly marketFileBytesMax: number;
  readonly unlock: () => Promise<void>;
}

/** Writes a recording: one flush at a time, all that came meanwhile with the next one. */
export class RecordingWriter implements Recording {
  segment: number;
  readonly torn: Torn | null;
  durableSerial: number;
  durableEntry: number;
  #durableBlock: number;
  #maker: BlockMaker;
  #files: BlockFiles;
  /** Blocks that are not on the disk for certain. */
  #blocks: Block[] = [];
  #blocksBytes = 0;
  /** The flush that has not begun yet, for whoever comes; and all flushes so far, which never fails. */
  #next: Promise<void> | null = null;
  #flushes: Promise<unknown> = Promise.resolve();

  constructor(private readonly place: WritingPlace) {
    const { folder, segment, before, torn, disk } = place;
    this.segment = segment;
    this.torn = torn;
    this.durableSerial = before.to;
    this.durableEntry = before.toEntry;
    this.#durableBlock = before.block;
    this.#maker = new BlockMaker(before, place.marketFileBytesMax);
    this.#files = new BlockFiles(folder, segment, disk);
  }

  get lastSerial(): number {
    return this.#maker.serial;
  }

  get lastEntry(): number {
    return this.#maker.entry;
  }

  get backlogBytes(): number {
    return this.#blocksBytes + this.#maker.bytes;
  }

  append = (stamped: Stamped): void => {
    this.#maker.append(stamped);
    if (this.#maker.isFull) this.#makeBlock();
  };

  journal = (line: string): void => {
    this.#maker.journal(line);
    if (this.#maker.isFull) this.#makeBlock();
  };

  flush = (): Promise<void> => {
    if (this.#next) return this.#next;
    // Begins when those before have ended, and never before whoever called has come to the end of its turn.
    const flushed = this.#flushes.then(() => {
      this.#next = null;
      return this.#write(false);
    });
    this.#next = flushed;
    this.#flushes = flushed.catch(() => undefined);
    return flushed;
  };

  beginSegment = async (content: SegmentContent): Promise<void> => {
    await this.flush();
    const { folder, disk } = this.place;
    const last = this.#maker.before;
    const { block, to, toEntry, hash: previous, journalBytes } = last;
    const segment = this.segment + 1;
    const hash = await this.#guard(() =>
      beginSegmentFolder(
        folder,
        {
          segment,
          block: block + 1,
          from: to + 1,
          fromEntry: toEntry + 1,
          journalBytes,
          previous,
          content,
        },
        disk,
      ),
    );
    assert(this.#maker.isEmpty, 'something was appended while a segment began');
    // From here on it is the segment, even if the next line fails: the next flush says so to the disk again.
    const files = this.#files;
    const market = { file: 0, bytes: 0 };
    const before = { ...last, hash, inputsBytes: 0, market };
    this.segment = segment;
    this.#maker = new BlockMaker(before, this.place.marketFileBytesMax);
    this.#files = new BlockFiles(folder, segment, disk);
    await files.close();
    await this.#guard(() => disk.syncFolder(folder));
  };

  close = async (): Promise<void> => {
    try {
      await this.flush();
      // Says that the block before it was on the disk: whatever of that is missing later is damage.
      await this.#write(true);
    } finally {
      await this.#files.close();
      await this.place.unlock();
    }
  };

  #makeBlock(): void {
    const block = this.#maker.make(this.#durableBlock);
    this.#blocks.push(block);
    this.#blocksBytes += bytesOf(block);
  }

  async #write(isEnd: boolean): Promise<void> {
    if (isEnd || !this.#maker.isEmpty) this.#makeBlock();
    const blocks = [...this.#blocks];
    const last = blocks.at(-1);
    if (!last) return;
    await this.#guard(() => this.#files.write(blocks));
    this.#blocks = this.#blocks.slice(blocks.length);
    for (const block of blocks) this.#blocksBytes -= bytesOf(block);
    this.durableSerial = last.to;
    this.durableEntry = last.toEntry;
    this.#durableBlock = last.block;
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw unwritable(this.place.folder, cause);
    }
  }
}

const bytesOf = ({ market, inputs, journal }: Block): number =>
  market.bytes.length + inputs.bytes.length + journal.bytes.length;
