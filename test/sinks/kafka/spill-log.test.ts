import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SpillLog } from '../../../src/sinks/kafka/spill-log.js';

const folder = mkdtempSync(join(tmpdir(), 'millrace-spill-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newPath = (): string => join(folder, String((files += 1)));

describe('SpillLog', () => {
  it('gives out the lines it took, in their order and each once, however it is asked', () => {
    const line = fc.oneof(fc.nat({ max: 300 }), fc.constant(70_000), fc.constant(600_000));
    const step = fc.oneof(
      fc.record({ add: line }),
      fc.constant('send'),
      fc.constant('fail'),
      fc.constant('flush'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const log = new SpillLog(newPath(), Number.POSITIVE_INFINITY);
        const [taken, given]: [string[], string[]] = [[], []];
        const send = (): number => {
          const lines = log.peek();
          given.push(...lines.map(String));
          log.drop(lines);
          return lines.length;
        };
        for (const what of steps) {
          if (what === 'send') send();
          else if (what === 'fail') log.peek();
          else if (what === 'flush') log.flush();
          else if (typeof what === 'object') {
            taken.push(`${taken.length}:${'x'.repeat(what.add)}`);
            log.add(Buffer.from(taken.at(-1) ?? ''));
          }
        }
        const copy = newPath();
        log.save(copy);
        const rest = taken.slice(given.length).map((text) => `${text}\n`);
        expect(readFileSync(copy, 'utf8') === rest.join('')).toBe(true);
        while (send() > 0);
        expect(log.waiting).toBe(0);
        log.close();
        expect(given).toEqual(taken);
      }),
    );
  });

  it('is empty on the disk when everything has gone out', () => {
    const path = newPath();
    const log = new SpillLog(path, 1_000);
    for (let index = 0; index < 5; index += 1) log.add(Buffer.from(`line ${index}`));
    log.flush();
    expect(statSync(path).size).toBe(35);
    log.drop(log.peek());
    expect(statSync(path).size).toBe(0);
    log.add(Buffer.from('next'));
    expect(log.peek().map(String)).toEqual(['next']);
    log.close();
  });

  it('takes no line after the first that it had no room for', () => {
    const log = new SpillLog(newPath(), 100);
    const took = [90, 50, 1].map((length) => log.add(Buffer.alloc(length, 'x')));
    expect(took).toEqual([true, false, false]);
    log.drop(log.peek());
    expect(log.add(Buffer.from('x'))).toBe(false);
    expect({ lost: log.lost, waiting: log.waiting }).toEqual({ lost: 3, waiting: 0 });
    log.close();
  });
});
