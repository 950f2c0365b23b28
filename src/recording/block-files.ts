import type { Block } from './block-maker.js';
import type { Disk, DiskFile } from './disk.js';
import { runFiles, segmentFiles } from './run-folder.js';

interface Part {
  readonly offset: number;
  readonly bytes: Buffer[];
}

/** The open files of the segment that is being written. */
export class BlockFiles {
  readonly #files = new Map<string, DiskFile>();
  /** Whether a file was made whose name may not be on the disk. */
  #isNameNew = true;

  constructor(
    private readonly folder: string,
    private readonly segment: number,
    private readonly disk: Disk,
  ) {}

  /**
   * Writes blocks and brings them to the disk itself, all files at the same time. What fails can be tried
   * again: the same bytes come to the same places.
   */
  async write(blocks: readonly Block[]): Promise<void> {
    const segment = segmentFiles(runFiles(this.folder).segment(this.segment));
    const parts = new Map<string, Part>();
    const add = (path: string, { offset, bytes }: Block['inputs']): void => {
      if (bytes.length === 0) return;
      const part = parts.get(path);
      if (part) part.bytes.push(bytes);
      else parts.set(path, { offset, bytes: [bytes] });
    };
    const { journal } = runFiles(this.folder);
    for (const block of blocks) {
      add(segment.market(block.market.file), block.market);
      add(segment.inputs, block.inputs);
      add(journal, block.journal);
    }
    // All must have ended before any of them is tried again.
    await allSettled([...parts].map(([path, part]) => this.#writePart(path, part)));
    if (this.#isNameNew) {
      await this.disk.syncFolder(segment.folder);
      await this.disk.syncFolder(this.folder);
      this.#isNameNew = false;
    }
    const market = segment.market(blocks.at(-1)?.market.file ?? 0);
    // A market file that another follows is not written to again.
    await this.#close((path) => ![market, segment.inputs, journal].includes(path));
  }

  async close(): Promise<void> {
    await this.#close(() => true);
  }

  async #writePart(path: string, { offset, bytes }: Part): Promise<void> {
    const file = this.#files.get(path) ?? (await this.#open(path));
    await file.write(Buffer.concat(bytes), offset);
    await file.sync();
  }

  async #open(path: string): Promise<DiskFile> {
    const file = await this.disk.open(path);
    this.#files.set(path, file);
    this.#isNameNew = true;
    return file;
  }

  async #close(isDone: (path: string) => boolean): Promise<void> {
    const done = [...this.#files].filter(([path]) => isDone(path));
    for (const [path] of done) this.#files.delete(path);
    await allSettled(done.map(([, file]) => file.close()));
  }
}

/** Waits for all, then throws the first failure. */
const allSettled = async (works: readonly Promise<void>[]): Promise<void> => {
  for (const result of await Promise.allSettled(works)) {
    if (result.status === 'rejected') throw result.reason;
  }
};
