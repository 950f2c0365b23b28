import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRecording } from '../../src/recording/create-recording.js';
import '../same-seeds-in-ci.js';
import { someInputs } from './any-input.js';
import { FailingDisk } from './failing-disk.js';
import { killed, scratchRuns, type Whole, wholeOf } from './run-fixture.js';

const newRun = scratchRuns();
const all = someInputs(48);

/** A run of two segments and many flushes, as it was when it was killed and as it was once ended in order. */
const write = async (atKill: string, atEnd: string): Promise<void> => {
  const recording = await createRecording(
    atEnd,
    { v: 1 },
    { marketFileBytesMax: 2_000, disk: new FailingDisk() },
  );
  for (const stamped of all) {
    recording.append(stamped);
    recording.journal(`{"serial":${stamped.serial}}`);
    if (stamped.serial % 7 === 0) await recording.flush();
    if (stamped.serial === 28) await recording.beginSegment({ v: 1, name: 'second' });
  }
  await recording.flush();
  killed(atEnd, atKill);
  await recording.close();
};

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(arrow|jsonl?)$/.test(name));

describe('a damaged recording', () => {
  const [closed, open] = [newRun(), newRun()];
  let whole: Whole;
  beforeAll(async () => {
    await write(open, closed);
    whole = await wholeOf(open);
    expect(whole.inputs).toEqual(all);
  });

  const change = async (run: string, name: string, by: (bytes: Buffer) => Buffer): Promise<unknown> => {
    const path = join(run, name);
    const bytes = readFileSync(path);
    writeFileSync(path, by(Buffer.from(bytes)));
    const read = await wholeOf(run).catch((error: unknown) => error);
    writeFileSync(path, bytes);
    return read;
  };

  const flip = fc
    .constant(null)
    .chain(() => fc.constantFrom(...filesOf(open)))
    .chain((name) =>
      fc.record({
        name: fc.constant(name),
        place: fc.integer({ min: 0, max: readFileSync(join(open, name)).length - 1 }),
        bit: fc.integer({ min: 0, max: 7 }),
      }),
    );

  const flipped = (bytes: Buffer, { place, bit }: { place: number; bit: number }): Buffer => {
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
    return bytes;
  };

  it('is never read wrongly, whichever bit was flipped: refused, or short of the last flush and saying so', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(flip, async ({ name, ...at }) => {
        const read = await change(open, name, (bytes) => flipped(bytes, at));
        if (read instanceof Error) {
          refused += 1;
          expect(read).toMatchObject({ code: expect.stringMatching(/^RECORDING_(DAMAGED|VERSION)$/) });
          return;
        }
        // Otherwise it was read.
        const { inputs, lines, run } = read as Whole;
        expect(run.torn).not.toBeNull();
        expect(inputs.length).toBeLessThan(all.length);
        expect(inputs.length).toBeGreaterThanOrEqual(all.length - 7);
        expect(inputs).toEqual(all.slice(0, inputs.length));
        expect(lines).toEqual(whole.lines.slice(0, inputs.length));
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(60);
  });

  it('is refused once it was closed, whichever bit but those of its last line was flipped', async () => {
    const inputsName = join('segment-2', 'inputs.jsonl');
    await fc.assert(
      fc.asyncProperty(flip, async ({ name, ...at }) => {
        const bytes = readFileSync(join(closed, name));
        const lastLine = bytes.lastIndexOf('\n', bytes.length - 2);
        fc.pre(at.place < bytes.length && !(name === inputsName && at.place >= lastLine));
        expect(await change(closed, name, (old) => flipped(old, at))).toMatchObject({
          code: expect.stringMatching(/^RECORDING_(DAMAGED|VERSION)$/),
        });
      }),
      { numRuns: 100 },
    );
  });

  it('names the block and the serials', async () => {
    const name = join('segment-1', 'inputs.jsonl');
    const read = await change(open, name, (bytes) => {
      const second = bytes.indexOf('{"block":2');
      return flipped(bytes, { place: second + 20, bit: 0 });
    });
    expect(read).toMatchObject({ facts: { block: 2, from: 8, to: 14 } });
  });

  it('is refused where a whole block is gone, or two have changed places', async () => {
    const name = join('segment-1', 'inputs.jsonl');
    const blocks = (bytes: Buffer): string[] => bytes.toString('latin1').split(/(?<=^\{"block".*\n)/m);
    const without = await change(open, name, (bytes) => {
      const [first, , ...rest] = blocks(bytes);
      return Buffer.from([first, ...rest].join(''), 'latin1');
    });
    expect(without).toMatchObject({ facts: { block: 2, from: 8 } });
    const swapped = await change(open, name, (bytes) => {
      const [first, second, ...rest] = blocks(bytes);
      return Buffer.from([second, first, ...rest].join(''), 'latin1');
    });
    expect(swapped).toMatchObject({ facts: { block: 1, from: 1 } });
  });

  it.each([1, 2])('is refused where the inputs of segment %i are gone', async (segment) => {
    const path = join(open, `segment-${segment}`, 'inputs.jsonl');
    renameSync(path, `${path}.gone`);
    const read = await wholeOf(open).catch((error: unknown) => error);
    renameSync(`${path}.gone`, path);
    const facts = { from: segment === 1 ? 1 : 29, to: '?', reason: 'its inputs are gone' };
    expect(read).toMatchObject({ code: 'RECORDING_DAMAGED', facts });
  });

  it('is refused where a segment says something else of itself, with a checksum that fits', async () => {
    const name = join('segment-2', 'manifest.json');
    const read = await change(open, name, (bytes) => {
      const said = bytes
        .toString()
        .replace(/,"crc32".*\n/, '')
        .replace('second', 'SECOND');
      return Buffer.from(`${said},"crc32":${crc32(said)}}\n`);
    });
    expect(read).toMatchObject({ facts: { block: 5, from: 29 } });
    expect(read).toHaveProperty('message', expect.stringContaining('its hash does not follow'));
  });

  it('is refused where a line of the journal was changed', async () => {
    const read = await change(open, 'journal.jsonl', (bytes) =>
      Buffer.from(bytes.toString().replace('{"serial":9}', '{"serial":8}')),
    );
    expect(read).toMatchObject({ code: 'RECORDING_DAMAGED', facts: { block: 2, from: 8, to: 14 } });
  });
});
