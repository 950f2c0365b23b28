import { cpSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Stamped } from '../../src/domain/input.js';
import { createRecording } from '../../src/recording/create-recording.js';
import { readRecording } from '../../src/recording/read-recording.js';
import { resumeRecording } from '../../src/recording/resume-recording.js';
import '../same-seeds-in-ci.js';
import { someInputs } from './any-input.js';
import { FailingDisk } from './failing-disk.js';
import { killed, scratchRuns, wholeOf } from './run-fixture.js';

const newRun = scratchRuns();
const options = { marketFileBytesMax: 1e9, disk: new FailingDisk() };
const all = someInputs(24);
const KEPT = 16;
const lineOf = (entry: number): string => `{"serial":${entry},"é":0}`;

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /inputs|market|journal/.test(name),
  );

describe('a recording whose last flush was torn', () => {
  const [before, after] = [newRun(), newRun()];
  /** Of each file that the last flush wrote to: where it ended before, and after. */
  const grown: { readonly name: string; readonly from: number; readonly to: number }[] = [];

  beforeAll(async () => {
    const folder = newRun();
    const recording = await createRecording(folder, { v: 1 }, options);
    for (const [end, copy] of [
      [8, null],
      [KEPT, before],
      [all.length, after],
    ] as const) {
      for (const stamped of all.slice(recording.lastSerial, end)) {
        recording.append(stamped);
        recording.journal(lineOf(stamped.serial));
      }
      await recording.flush();
      if (copy !== null) killed(folder, copy);
    }
    await recording.close();
    for (const name of filesOf(after)) {
      const from = filesOf(before).includes(name) ? statSync(join(before, name)).size : 0;
      const to = statSync(join(after, name)).size;
      if (to > from) grown.push({ name, from, to });
    }
  });

  it('drops it whole at whatever byte one of its files ends, and says so', async () => {
    expect(grown.length).toBeGreaterThanOrEqual(3);
    const written = grown.reduce((sum, { from, to }) => sum + to - from, 0);
    for (const { name, from, to } of grown) {
      const folder = killed(after, newRun());
      // A column has the same bytes for long: some of them stand for all.
      const step = name.endsWith('.arrow') ? 13 : 1;
      for (let length = to - 1; length >= from; length -= step) {
        truncateSync(join(folder, name), length);
        const { torn, segments } = await readRecording(folder);
        expect(segments).toMatchObject([{ to: KEPT, toEntry: KEPT }]);
        const isLineKnown = !name.endsWith('inputs.jsonl');
        expect(torn).toEqual({
          bytes: written - to + length,
          from: KEPT + 1,
          to: isLineKnown ? all.length : null,
        });
      }
    }
  });

  it('goes on behind the last whole one, however all files were cut', async () => {
    const cut = fc
      .constant(null)
      .chain(() =>
        fc.tuple(
          ...grown.map(({ from, to }) => fc.oneof(fc.constant(to), fc.integer({ min: from, max: to }))),
        ),
      );
    await fc.assert(
      fc.asyncProperty(cut, async (lengths) => {
        const folder = killed(after, newRun());
        for (const [index, { name }] of grown.entries()) truncateSync(join(folder, name), lengths[index]);
        const isWhole = grown.every(({ to }, index) => lengths[index] === to);
        const recording = await resumeRecording(folder, options);
        const serial = isWhole ? all.length : KEPT;
        expect([recording.lastSerial, recording.lastEntry]).toEqual([serial, serial]);
        for (const stamped of all.slice(serial)) {
          recording.append(stamped);
          recording.journal(lineOf(stamped.serial));
        }
        await recording.close();
        const { inputs, lines, run } = await wholeOf(folder);
        expect(inputs).toEqual(all);
        expect(lines).toEqual(all.map(({ serial: entry }) => lineOf(entry)));
        expect(run.torn).toBeNull();
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 20 },
    );
  });

  it('is refused where what is missing was on the disk once', async () => {
    // Without the end of the log itself nothing says what was there: that is told as torn.
    for (const name of filesOf(before).filter((file) => !file.endsWith('inputs.jsonl'))) {
      const folder = killed(after, newRun());
      truncateSync(join(folder, name), statSync(join(before, name)).size - 1);
      await expect(wholeOf(folder)).rejects.toMatchObject({ code: 'RECORDING_DAMAGED' });
    }
  });

  it('loses nothing where bytes of nobody stand behind it', async () => {
    const folder = killed(after, newRun());
    cpSync(join(after, 'journal.jsonl'), join(folder, 'segment-1', 'market-9.arrow'));
    const recording = await resumeRecording(folder, options);
    expect(recording.torn).toMatchObject({ from: all.length + 1, to: null });
    await recording.close();
    const whole = await wholeOf(folder);
    // What is undefined in an event has no place on a disk.
    expect(whole.inputs).toEqual(all);
    expect(whole.run.torn).toBeNull();
  });

  it('keeps the whole blocks of a flush that had several', async () => {
    const folder = newRun();
    const recording = await createRecording(folder, { v: 1 }, options);
    const why = 'x'.repeat(2_200_000);
    const large = (serial: number): Stamped => ({
      serial,
      at: serial,
      input: { kind: 'operator', command: { kind: 'pause' }, who: 'me', why },
    });
    // A block is made of every second of them.
    for (let serial = 1; serial <= 6; serial += 1) recording.append(large(serial));
    expect(recording.backlogBytes).toBeGreaterThan(6 * why.length);
    await recording.flush();
    const copy = killed(folder, newRun());
    await recording.close();
    const path = join(copy, 'segment-1', 'inputs.jsonl');
    const { size } = statSync(path);
    for (const [length, left] of [
      [size, 6],
      [size - 1, 4],
      [size - 3_000_000, 4],
      [size - 4_600_000, 2],
      [1_000, 0],
    ] as const) {
      truncateSync(path, length);
      const { torn, segments } = await readRecording(copy);
      expect(segments).toMatchObject([{ to: left }]);
      expect(torn === null).toBe(left === 6);
    }
    const resumed = await resumeRecording(copy, options);
    resumed.append(large(1));
    await resumed.close();
    expect((await wholeOf(copy)).inputs).toEqual([large(1)]);
  });
});
