import { type Disk, type DiskFile, machineDisk } from '../../src/recording/disk.js';

/** What was asked of a disk. */
export interface Asked {
  readonly what: 'write' | 'written' | 'sync' | 'synced' | 'syncFolder';
  readonly path: string;
}

/** A disk that fails when told to, in the middle of what it does, and that notes what it did. */
export class FailingDisk implements Disk {
  readonly asked: Asked[] = [];
  /** Asked before each operation: the code of the failure, or null to do it. */
  fails: (what: Asked['what']) => string | null = () => null;

  open = async (path: string): Promise<DiskFile> => {
    const file = await machineDisk.open(path);
    return {
      ...file,
      write: async (bytes, position) => {
        this.asked.push({ what: 'write', path });
        const code = this.fails('write');
        // A full disk takes what fits, a broken one anything.
        if (code !== null) await file.write(bytes.subarray(0, Math.floor(bytes.length / 2)), position);
        this.#fail(code);
        await file.write(bytes, position);
        this.asked.push({ what: 'written', path });
      },
      sync: async () => {
        this.asked.push({ what: 'sync', path });
        // Nobody pulls the plug in a test: what was written is seen by every reader.
        this.#fail(this.fails('sync'));
        await Promise.resolve();
        this.asked.push({ what: 'synced', path });
      },
    };
  };

  makeFolder = machineDisk.makeFolder;
  rename = machineDisk.rename;

  syncFolder = async (path: string): Promise<void> => {
    this.#fail(this.fails('syncFolder'));
    await Promise.resolve();
    this.asked.push({ what: 'syncFolder', path });
  };

  #fail(code: string | null): void {
    if (code !== null) throw Object.assign(new Error(`${code}: asked to fail`), { code, syscall: 'write' });
  }
}
