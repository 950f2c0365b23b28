import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { wallClock } from '../../src/time/wall-clock.js';
import { type Spread, spreadOf } from '../latency.js';

const TIMES = 1_000;
const BYTES = 4_096;
const EVERY_MS = 5;

/** What the machine's own fdatasync takes behind a write of some bytes, nothing else to do. */
export const machineDisk = async (folder: string): Promise<readonly Spread[]> => {
  const file = await open(join(folder, 'written'), 'w');
  const bytes = Buffer.alloc(BYTES, 'x');
  const delays: number[] = [];
  for (let count = 0; count < TIMES; count += 1) {
    await file.write(bytes, 0, BYTES, count * BYTES);
    const begun = wallClock.elapsedMs();
    await file.datasync();
    delays.push(wallClock.elapsedMs() - begun);
    await wallClock.pause(EVERY_MS);
  }
  await file.close();
  return [spreadOf('fdatasync', delays)];
};
