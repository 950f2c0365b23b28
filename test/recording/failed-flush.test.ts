import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRecording } from '../../src/recording/create-recording.js';
import { resumeRecording } from '../../src/recording/resume-recording.js';
import '../same-seeds-in-ci.js';
import { someInputs } from './any-input.js';
import { FailingDisk } from './failing-disk.js';
import { killed, scratchRuns, wholeOf } from './run-fixture.js';

const newRun = scratchRuns();
const all = someInputs(60);

const turn = fc.record({
  count: fc.integer({ min: 0, max: 6 }),
  /** Of the operations of its flush, which fails, and how; more than there are: none. */
  failing: fc.integer({ min: 0, max: 14 }),
  code: fc.constantFrom('ENOSPC', 'EIO'),
});

describe('a flush that fails', () => {
  it('loses and doubles nothing: what was acknowledged is there at every moment, and the rest comes later', async () => {
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 4, maxLength: 12 }), async (turns) => {
        const [folder, disk] = [newRun(), new FailingDisk()];
        const recording = await createRecording(folder, { v: 1 }, { marketFileBytesMax: 2_000, disk });
        for (const { count, failing, code } of turns) {
          for (const stamped of all.slice(recording.lastSerial, recording.lastSerial + count)) {
            recording.append(stamped);
            recording.journal(`{"serial":${stamped.serial}}`);
          }
          let operation = 0;
          disk.fails = () => (operation++ === failing ? code : null);
          const [serial, backlog] = [recording.durableSerial, recording.backlogBytes];
          const error: unknown = await recording.flush().catch((cause: unknown) => cause);
          if (error === undefined) {
            expect(recording.durableSerial).toBe(recording.lastSerial);
            expect(recording.backlogBytes).toBe(0);
          } else {
            failed += 1;
            expect(error).toMatchObject({
              code: 'RECORDING_UNWRITABLE',
              retriable: true,
              facts: { path: folder },
            });
            expect(recording.durableSerial).toBe(serial);
            expect(recording.backlogBytes > 0).toBe(backlog > 0);
          }
          const copy = killed(folder, newRun());
          const { inputs, lines } = await wholeOf(copy);
          expect(inputs.length).toBeGreaterThanOrEqual(recording.durableSerial);
          expect(inputs).toEqual(all.slice(0, inputs.length));
          expect(lines).toEqual(all.slice(0, inputs.length).map((stamped) => `{"serial":${stamped.serial}}`));
          rmSync(copy, { recursive: true });
        }
        disk.fails = () => null;
        const { lastSerial } = recording;
        await recording.close();
        const { inputs, run } = await wholeOf(folder);
        expect(inputs).toEqual(all.slice(0, lastSerial));
        expect(run.torn).toBeNull();
      }),
      { numRuns: 20 },
    );
    expect(failed).toBeGreaterThan(30);
  });

  it('fails for all who wait for it, and keeps the lock until the run is closed', async () => {
    const [folder, disk] = [newRun(), new FailingDisk()];
    const recording = await createRecording(folder, { v: 1 }, { marketFileBytesMax: 2_000, disk });
    disk.fails = (what) => (what === 'sync' ? 'EIO' : null);
    recording.journal('1');
    const [first, second] = [recording.flush(), recording.flush()];
    expect(second).toBe(first);
    await expect(first).rejects.toThrow(/cannot write .*EIO.* Make room or mend the disk/s);
    await expect(recording.close()).rejects.toMatchObject({ code: 'RECORDING_UNWRITABLE' });
    await expect(wholeOf(folder)).resolves.toMatchObject({ run: { segments: [{ segment: 1 }] } });
  });
});

describe('a flush', () => {
  it('has brought every file that it wrote to, to the disk itself before it says so', async () => {
    const [folder, disk] = [newRun(), new FailingDisk()];
    const recording = await createRecording(folder, { v: 1 }, { marketFileBytesMax: 2_000, disk });
    const known = new Set<string>();
    for (const stamped of all) {
      recording.append(stamped);
      recording.journal(`{"serial":${stamped.serial}}`);
      const [before, written] = [disk.asked.length, new Set<string>()];
      await recording.flush();
      const asked = disk.asked.slice(before);
      for (const { path } of asked.filter(({ what, path }) => what === 'write' && !known.has(path))) {
        known.add(path);
        expect(asked).toContainEqual({ what: 'syncFolder', path: dirname(path) });
      }
      for (const [index, { what, path }] of asked.entries()) {
        if (what === 'write') {
          written.add(path);
          expect(asked.slice(index).some((later) => later.what === 'synced' && later.path === path)).toBe(
            true,
          );
        }
        if (what === 'sync') expect(asked.slice(0, index)).toContainEqual({ what: 'written', path });
      }
      expect([...written].some((path) => path.endsWith('journal.jsonl'))).toBe(true);
      expect([...written].some((path) => path.endsWith('inputs.jsonl'))).toBe(true);
    }
    await recording.close();
  });

  it('is one for all who ask in the same turn, and covers what they append after asking first', async () => {
    const [folder, disk] = [newRun(), new FailingDisk()];
    const recording = await createRecording(folder, { v: 1 }, { marketFileBytesMax: 2_000, disk });
    const [first, second] = all;
    if (first) recording.append(first);
    const flushed = recording.flush();
    if (second) recording.append(second);
    expect(recording.flush()).toBe(flushed);
    await flushed;
    expect(recording.durableSerial).toBe(2);
    await recording.close();
  });
});

describe('what a process that is gone had written', () => {
  it('is on the disk itself before another goes on behind it: nobody knows how far its flush had come', async () => {
    const [folder, disk] = [newRun(), new FailingDisk()];
    const recording = await createRecording(folder, { v: 1 }, { marketFileBytesMax: 1, disk });
    for (const stamped of all) {
      recording.append(stamped);
      recording.journal('1');
      await recording.flush();
    }
    const copy = killed(folder, newRun());
    await recording.close();
    disk.asked.length = 0;
    const resumed = await resumeRecording(copy, { marketFileBytesMax: 1, disk });
    expect([resumed.torn, resumed.durableSerial]).toEqual([null, all.length]);
    const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !name.includes('manifest'),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const name of files.filter((file) => /jsonl|arrow/.test(file))) {
      expect(disk.asked).toContainEqual({ what: 'synced', path: join(copy, name) });
    }
    for (const path of [copy, join(copy, 'segment-1')])
      expect(disk.asked).toContainEqual({ what: 'syncFolder', path });
    await resumed.close();
  });

  it('has a folder whose name is on the disk, and those that it lies in', async () => {
    const [folder, disk] = [newRun(), new FailingDisk()];
    await (await createRecording(join(folder, 'a', 'b'), { v: 1 }, { marketFileBytesMax: 1, disk })).close();
    for (const path of [dirname(folder), folder, join(folder, 'a')]) {
      expect(disk.asked).toContainEqual({ what: 'syncFolder', path });
    }
  });
});
