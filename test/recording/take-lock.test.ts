import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { takeLock } from '../../src/recording/take-lock.js';
import { scratchRuns } from './run-fixture.js';

const newRun = scratchRuns();

const newLock = (text?: string): string => {
  const folder = newRun();
  mkdirSync(folder);
  const path = join(folder, 'lock');
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

const identity = (fields: object): string =>
  JSON.stringify({ pid: process.pid, host: hostname(), began: null, id: 'x', ...fields });

/** The number of a process that was there and is gone. */
const goneProcess = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? -1;
};

describe('takeLock', () => {
  it('refuses a second one with the process and the host that has it', async () => {
    const path = newLock();
    const release = await takeLock(path);
    const { pid } = process;
    await expect(takeLock(path)).rejects.toMatchObject({
      code: 'RECORDING_LOCKED',
      facts: { pid, host: hostname() },
    });
    await expect(takeLock(path)).rejects.toThrow(
      `is in use by process ${pid} on ${hostname()}. End that process`,
    );
    await release();
    await (await takeLock(path))();
    expect(existsSync(path)).toBe(false);
  });

  it('refuses the lock of a process that lives, and of any on another machine', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    try {
      await expect(takeLock(newLock(identity({ pid: child.pid })))).rejects.toMatchObject({
        facts: { pid: child.pid },
      });
    } finally {
      child.kill('SIGKILL');
    }
    const path = newLock(identity({ host: 'elsewhere', pid: await goneProcess() }));
    await expect(takeLock(path)).rejects.toMatchObject({ facts: { host: 'elsewhere' } });
  });

  it('takes over from a process that is gone, or whose number another process has by now', async () => {
    const texts = [identity({ pid: await goneProcess() }), ''];
    if (existsSync('/proc/self/stat')) texts.push(identity({ began: 'boot-0' }));
    for (const text of texts) {
      const path = newLock(text);
      const release = await takeLock(path);
      expect(readFileSync(path, 'utf8')).toContain(`"pid":${process.pid}`);
      await release();
      expect(readdirSync(join(path, '..'))).toEqual([]);
    }
  });

  it('takes over from one that was killed while it took over', async () => {
    const gone = await goneProcess();
    const path = newLock(identity({ pid: gone, id: 'first' }));
    writeFileSync(`${path}.after-first`, identity({ pid: gone, id: 'second' }));
    const release = await takeLock(path);
    await expect(takeLock(path)).rejects.toMatchObject({ code: 'RECORDING_LOCKED' });
    await release();
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('lets one of many have it who want to take over at the same time', async () => {
    const text = identity({ pid: await goneProcess() });
    for (let round = 0; round < 10; round += 1) {
      const path = newLock(text);
      const tries = await Promise.allSettled(Array.from({ length: 6 }, () => takeLock(path)));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});
