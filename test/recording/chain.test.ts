import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BlockFiles } from '../../src/recording/block-files.js';
import { BlockMaker } from '../../src/recording/block-maker.js';
import { createRecording } from '../../src/recording/create-recording.js';
import { machineDisk } from '../../src/recording/disk.js';
import { readRecording } from '../../src/recording/read-recording.js';
import { inputAt } from './endless-inputs.js';
import { allOf, scratchRuns, wholeOf } from './run-fixture.js';

const newRun = scratchRuns();
const options = { marketFileBytesMax: 1e6 };
const sha256 = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** What docs/recording.md says of the end of a block. */
interface Ended {
  readonly market: { readonly file: number; readonly offset: number; readonly bytes: number };
  readonly inputs: { readonly offset: number; readonly bytes: number };
  readonly journal: { readonly offset: number; readonly bytes: number; readonly sha256: string };
}

describe('the hash of a recording', () => {
  it('is what its documentation says, whoever computes it', async () => {
    const folder = newRun();
    const recording = await createRecording(folder, { v: 1, é: 'x' }, options);
    for (let serial = 1; serial <= 120; serial += 1) {
      recording.append(inputAt(serial));
      recording.journal(`{"serial":${serial}}`);
      if (serial % 9 === 0) await recording.flush();
    }
    await recording.close();
    const segment = join(folder, 'segment-1');
    const [log, journal] = [
      readFileSync(join(segment, 'inputs.jsonl')),
      readFileSync(join(folder, 'journal.jsonl')),
    ];
    let hash = sha256('\n', readFileSync(join(segment, 'manifest.json')));
    for (const line of log.toString().split('\n')) {
      if (!line.startsWith('{"block":')) continue;
      const said = `${line.slice(0, line.indexOf(',"hash":'))}}`;
      const { market, inputs, journal: lines } = JSON.parse(said) as Ended;
      const file =
        market.bytes > 0 ? readFileSync(join(segment, `market-${market.file}.arrow`)) : Buffer.alloc(0);
      const rows = file.subarray(market.offset, market.offset + market.bytes);
      hash = sha256(hash, '\n', said, '\n', rows, log.subarray(inputs.offset, inputs.offset + inputs.bytes));
      expect(line).toContain(`"hash":"${hash}"`);
      expect(sha256(journal.subarray(lines.offset, lines.offset + lines.bytes))).toBe(lines.sha256);
    }
    expect((await readRecording(folder)).segments[0]?.hash).toBe(hash);
  });

  it('says of every segment what was heard up to its end', async () => {
    const hashes = async (first: number): Promise<readonly string[]> => {
      const folder = newRun();
      const recording = await createRecording(folder, { v: 1 }, options);
      recording.append({ ...inputAt(1), at: first });
      await recording.beginSegment({ v: 1 });
      recording.append(inputAt(2));
      await recording.close();
      return (await wholeOf(folder)).run.segments.map(({ hash }) => hash);
    };
    const [a, again, other] = [await hashes(1), await hashes(1), await hashes(2)];
    expect(again).toEqual(a);
    expect(other[0]).not.toBe(a[0]);
    expect(other[1]).not.toBe(a[1]);
  });
});

describe('a recording that was made anew, with hashes that follow', () => {
  it('is refused at the input that is missing', async () => {
    const folder = newRun();
    const recording = await createRecording(folder, { v: 1 }, options);
    await recording.close();
    const hash = (await readRecording(folder)).segments[0]?.hash ?? '';
    const size = readFileSync(join(folder, 'segment-1', 'inputs.jsonl')).length;
    const before = {
      block: 1,
      to: 0,
      toEntry: 0,
      hash,
      inputsBytes: size,
      journalBytes: 0,
      market: { file: 0, bytes: 0 },
    };
    const maker = new BlockMaker(before, 1e6);
    for (let serial = 1; serial <= 30; serial += 1) {
      if (serial === 23) maker.serial = serial;
      else maker.append(inputAt(serial));
    }
    const files = new BlockFiles(folder, 1, machineDisk);
    await files.write([maker.make(1)]);
    await files.close();
    await expect(wholeOf(folder)).rejects.toThrow(/in block 2, inputs 23 to 30: input 23 is missing/);
  });
});

describe('standingLines', () => {
  it('gives what stands in the journal, where journalLines refuses it', async () => {
    const folder = newRun();
    const recording = await createRecording(folder, { v: 1 }, options);
    for (const line of ['a', 'é', 'c']) recording.journal(line);
    await recording.close();
    const run = await readRecording(folder);
    expect(await allOf(run.standingLines())).toEqual(['a', 'é', 'c']);
    const path = join(folder, 'journal.jsonl');
    await (await machineDisk.open(path)).write(Buffer.from('b'), 0);
    expect(await allOf(run.standingLines())).toEqual(['b', 'é', 'c']);
    await expect(allOf(run.journalLines())).rejects.toMatchObject({ code: 'RECORDING_DAMAGED' });
  });
});
