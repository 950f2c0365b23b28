import { appendFileSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeadLetter } from '../../../../src/sources/kafka/bad/dead-letter.js';
import { LetterFile } from '../../../../src/sources/kafka/bad/letter-file.js';
import { scratch } from '../../../cli/scratch.js';

const { path } = scratch();

const letter = (partition: number, offset: number): DeadLetter => ({
  ...{ topic: 't', partition, offset, reason: 'it is no JSON', timestamp: 0 },
  ...{ key: null, value: 'e30=', headers: [] },
});

const placesIn = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as DeadLetter)
    .map(({ partition, offset }) => `${partition}:${offset}`);

describe('a file of records that were left out', () => {
  it('has each once, wherever processes took their partitions up and however often each was put', async () => {
    // A life reads each partition from somewhere to somewhere, and may put what it has put.
    const range = fc.tuple(fc.nat(9), fc.nat(9), fc.boolean());
    const lives = fc.array(fc.tuple(range, range), { minLength: 1, maxLength: 5 });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(lives, async (all) => {
        const file = path(`letters-${(runs += 1)}.jsonl`);
        const wanted = new Set<string>();
        for (const life of all) {
          const place = new LetterFile(file);
          for (const [partition, [from, length, isAgain]] of life.entries()) {
            const letters = Array.from({ length: length + 1 }, (_, n) => letter(partition, from + 2 * n));
            for (const { offset } of letters) wanted.add(`${partition}:${offset}`);
            await place.put(letters);
            if (isAgain) await place.put(letters.slice(-2));
          }
          appendFileSync(file, '{"topic":"half a line');
        }
        await new LetterFile(file).put([letter(0, 0)]);
        wanted.add('0:0');
        const places = placesIn(file);
        expect(places).toHaveLength(wanted.size);
        expect(new Set(places)).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });
});
