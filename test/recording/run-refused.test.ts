import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { createRecording } from '../../src/recording/create-recording.js';
import { readRecording } from '../../src/recording/read-recording.js';
import { resumeRecording } from '../../src/recording/resume-recording.js';
import { inputAt } from './endless-inputs.js';
import { FailingDisk } from './failing-disk.js';
import { killed, scratchRuns, wholeOf } from './run-fixture.js';

const newRun = scratchRuns();
const options = { marketFileBytesMax: 1e6 };

/** A run of some segments with an input each. */
const runOf = async (segments: number): Promise<string> => {
  const folder = newRun();
  const recording = await createRecording(folder, { v: 1 }, options);
  for (let serial = 1; serial <= segments; serial += 1) {
    if (serial > 1) await recording.beginSegment({ v: 1 });
    recording.append(inputAt(serial));
  }
  await recording.close();
  return folder;
};

describe('createRecording', () => {
  it('refuses a folder that has a run, or something else, and lets go of it', async () => {
    const folder = await runOf(1);
    await expect(createRecording(folder, { v: 1 }, options)).rejects.toMatchObject({
      code: 'RECORDING_PRESENT',
    });
    await (await resumeRecording(folder, options)).close();

    const foreign = newRun();
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.txt'), 'x');
    await expect(createRecording(foreign, { v: 1 }, options)).rejects.toMatchObject({
      code: 'RECORDING_FOREIGN',
    });
    expect(readdirSync(foreign)).toEqual(['thesis.txt']);
  });

  it('begins where a process was killed before it had begun', async () => {
    const [folder, disk] = [newRun(), new FailingDisk()];
    disk.fails = () => 'EIO';
    await expect(createRecording(folder, { v: 1 }, { ...options, disk })).rejects.toMatchObject({
      code: 'RECORDING_UNWRITABLE',
    });
    await expect(readRecording(folder)).rejects.toMatchObject({ code: 'RECORDING_MISSING' });
    await (await createRecording(folder, { v: 1 }, options)).close();
  });
});

describe('a recording', () => {
  it('is refused to a second one that writes it, and read by anyone meanwhile', async () => {
    const folder = newRun();
    const recording = await createRecording(folder, { v: 1 }, options);
    recording.append(inputAt(1));
    await recording.flush();
    recording.append(inputAt(2));
    const { pid } = process;
    await expect(resumeRecording(folder, options)).rejects.toMatchObject({
      code: 'RECORDING_LOCKED',
      facts: { pid },
    });
    await expect(createRecording(folder, { v: 1 }, options)).rejects.toMatchObject({
      code: 'RECORDING_LOCKED',
    });
    expect((await wholeOf(folder)).inputs).toEqual([inputAt(1)]);
    await recording.close();
  });

  it('is refused where there is none, where a segment is gone, and where another version wrote it', async () => {
    for (const open of [readRecording, (folder: string) => resumeRecording(folder, options)]) {
      await expect(open(newRun())).rejects.toMatchObject({ code: 'RECORDING_MISSING' });
      const folder = await runOf(3);
      rmSync(join(folder, 'segment-2'), { recursive: true });
      await expect(open(folder)).rejects.toThrow(/is no live run: it has 2 of its 3 segments/);
      const other = await runOf(1);
      const path = join(other, 'segment-1', 'manifest.json');
      const said = readFileSync(path, 'utf8')
        .replace(/,"crc32".*\n/, '')
        .replace('"v":1', '"v":9');
      writeFileSync(path, `${said},"crc32":${crc32(said)}}\n`);
      await expect(open(other)).rejects.toMatchObject({
        code: 'RECORDING_VERSION',
        facts: { version: 9, known: 1 },
      });
    }
  });

  it('is refused where two segments have changed places, or one is of another run', async () => {
    const folder = await runOf(3);
    renameSync(join(folder, 'segment-1'), join(folder, 'aside'));
    renameSync(join(folder, 'segment-2'), join(folder, 'segment-1'));
    renameSync(join(folder, 'aside'), join(folder, 'segment-2'));
    await expect(wholeOf(folder)).rejects.toMatchObject({ code: 'RECORDING_DAMAGED' });
  });

  it('goes on after a segment that could not begin, in the old one or in the new one', async () => {
    for (const failing of [0, 1, 2, 3, 4, 5, 6]) {
      const [folder, disk] = [newRun(), new FailingDisk()];
      const recording = await createRecording(folder, { v: 1 }, { ...options, disk });
      recording.append(inputAt(1));
      await recording.flush();
      let operation = 0;
      disk.fails = () => (operation++ === failing ? 'EIO' : null);
      const error: unknown = await recording.beginSegment({ v: 1 }).catch((cause: unknown) => cause);
      expect(error).toEqual(
        failing < 6 ? expect.objectContaining({ code: 'RECORDING_UNWRITABLE' }) : undefined,
      );
      disk.fails = () => null;
      recording.append(inputAt(2));
      await recording.flush();
      const { inputs, run } = await wholeOf(killed(folder, newRun()));
      expect(inputs).toEqual([inputAt(1), inputAt(2)]);
      expect(run.segments.length).toBe(recording.segment);
      await recording.beginSegment({ v: 1, name: 'another' });
      recording.append(inputAt(3));
      await recording.close();
      expect((await wholeOf(folder)).inputs).toEqual([1, 2, 3].map(inputAt));
    }
  });
});
