import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { inputAt, lineAt } from './endless-inputs.js';
import { scratchRuns, wholeOf } from './run-fixture.js';

const newRun = scratchRuns();
const root = resolve(import.meta.dirname, '../..');
const script = join(root, 'dist/test/recording/write-endlessly.js');

/** Has a process write to a run, kills it after a while, and gives what it had said to be on the disk. */
const killedAfter = async (folder: string, ms: number): Promise<{ serial: number; entry: number }> => {
  const { NODE_OPTIONS: _ours, ...env } = process.env;
  const child = spawn(process.execPath, [script, folder], { env });
  let [said, complaint] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await passed(ms);
  child.kill('SIGKILL');
  await ended;
  expect(complaint).toBe('');
  const [serial = -1, entry = -1] =
    said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1)?.split(' ').map(Number) ?? [];
  return { serial, entry };
};

/** By hand this is 50. */
const KILLS = Number(process.env.KILLS ?? 4);

describe('a recording whose process is killed', () => {
  it('has everything that was said to be on the disk, and goes on behind it', async () => {
    const folder = newRun();
    let before = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { serial, entry } = await killedAfter(folder, (kill * 37) % 150);
      const { inputs, lines } = await wholeOf(folder);
      expect(inputs.length).toBeGreaterThanOrEqual(serial);
      expect(lines.length).toBeGreaterThanOrEqual(entry);
      expect(lines.length).toBe(inputs.length);
      expect(serial).toBeGreaterThanOrEqual(before);
      expect(inputs).toEqual(inputs.map((_, index) => inputAt(index + 1)));
      expect(lines).toEqual(inputs.map((_, index) => lineAt(index + 1)));
      before = inputs.length;
    }
    expect(before).toBeGreaterThan(0);
  });
});
