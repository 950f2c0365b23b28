import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Stamped } from '../../src/domain/input.js';
import { createRecording } from '../../src/recording/create-recording.js';
import type { Recording } from '../../src/recording/recording.js';
import { resumeRecording } from '../../src/recording/resume-recording.js';
import '../same-seeds-in-ci.js';
import { anyInputs, begin } from './any-input.js';
import { FailingDisk } from './failing-disk.js';
import { scratchRuns, wholeOf } from './run-fixture.js';

const newRun = scratchRuns();

const step = fc.oneof(
  { weight: 6, arbitrary: anyInputs(30).map((of) => ({ kind: 'append' as const, of })) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'grapheme' }).map((text) => ({ kind: 'journal' as const, text })),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'flush' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'segment' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);

describe('a recording', () => {
  it('gives back exactly what it heard and did, whatever it was and however it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 3_000, 1e9),
        async (steps, marketFileBytesMax) => {
          const [folder, options] = [newRun(), { marketFileBytesMax, disk: new FailingDisk() }];
          let recording: Recording = await createRecording(folder, { v: 1, n: 0 }, options);
          const inputs: Stamped[] = [];
          const lines: string[] = [];
          const ends: { to: number; toEntry: number }[] = [];
          for (const action of steps) {
            if (action.kind === 'append') {
              for (const stamped of action.of(inputs.at(-1) ?? begin)) {
                recording.append(stamped);
                inputs.push(stamped);
              }
            } else if (action.kind === 'journal') {
              const line = JSON.stringify(action.text);
              recording.journal(line);
              lines.push(line);
            } else if (action.kind === 'flush') {
              await recording.flush();
              expect([recording.durableSerial, recording.durableEntry]).toEqual([
                inputs.length,
                lines.length,
              ]);
              expect(recording.backlogBytes).toBe(0);
            } else if (action.kind === 'segment') {
              ends.push({ to: inputs.length, toEntry: lines.length });
              await recording.beginSegment({ v: 1, n: ends.length });
            } else {
              await recording.close();
              recording = await resumeRecording(folder, options);
              expect(recording.torn).toBeNull();
            }
          }
          await recording.close();
          ends.push({ to: inputs.length, toEntry: lines.length });
          const whole = await wholeOf(folder);
          expect(whole.inputs).toEqual(inputs);
          expect(whole.lines).toEqual(lines);
          expect(whole.run.torn).toBeNull();
          expect(whole.run.segments).toMatchObject(
            ends.map((end, n) => ({ ...end, segment: n + 1, content: { v: 1, n } })),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives back the events of more symbols than a column tells apart', async () => {
    const folder = newRun();
    const recording = await createRecording(
      folder,
      { v: 1 },
      { marketFileBytesMax: 1e9, disk: new FailingDisk() },
    );
    const count = 33_000;
    const symbols = Array.from({ length: count }, (_, index) => `S${index}`);
    for (const symbol of [...symbols, 'S0', `S${count - 1}`]) {
      const serial = recording.lastSerial + 1;
      const event = {
        kind: 'trade' as const,
        symbol,
        at: serial,
        happenedAt: serial,
        price: serial,
        size: null,
      };
      recording.append({ serial, at: serial, input: { kind: 'market', event } });
    }
    await recording.close();
    const { inputs } = await wholeOf(folder);
    const read = inputs.map(({ input }) => (input.kind === 'market' ? input.event.symbol : ''));
    expect(read).toEqual([...symbols, 'S0', `S${count - 1}`]);
    expect(
      inputs.every(
        ({ serial, at, input }) => input.kind === 'market' && input.event.at === at && at === serial,
      ),
    ).toBe(true);
  });

  it('takes no input out of turn: that is our own mistake', async () => {
    const recording = await createRecording(
      newRun(),
      { v: 1 },
      { marketFileBytesMax: 1e9, disk: new FailingDisk() },
    );
    const wake = { kind: 'wake' } as const;
    recording.append({ serial: 1, at: 10, input: wake });
    for (const [serial, at] of [
      [1, 11],
      [3, 11],
      [2, 9],
      [2, Number.NaN],
    ] as const) {
      expect(() => recording.append({ serial, at, input: wake })).toThrow(/came after input 1 at 10/);
    }
    recording.append({ serial: 2, at: 10, input: wake });
    await recording.close();
  });
});
