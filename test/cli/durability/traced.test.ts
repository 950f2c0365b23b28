import { describe, expect, it } from '@jest/globals';
import { readStrace } from './read-strace.js';
import { sendingsIn } from './traced.js';

const JOURNAL = '22</runs/r/journal.jsonl>';
const ENTRY = String.raw`"{\"serial\":4,\"kind\":\"command\",\"body\":{\"order\":{\"id\":\"1-2\"}}}\n"`;
const WRITTEN = `11 pwrite64(${JOURNAL}, ${ENTRY}, 57, 0) = 57`;
const SENT = String.raw`10 write(25<UNIX:[77->88]>, "NEW|ABC-1-2|AAA|B|4||\n", 22) = 22`;

const durable = (...lines: readonly string[]): readonly boolean[] =>
  sendingsIn(readStrace(lines.join('\n'))).map((one) => one.durable);

describe('a trace of what a process told its disk and its broker', () => {
  it('finds an order on the disk where a sync begun behind its entry has ended before it left', () => {
    expect(durable(WRITTEN, `12 fdatasync(${JOURNAL}) = 0`, SENT)).toEqual([true]);
    const halves = [
      `12 fdatasync(${JOURNAL} <unfinished ...>`,
      '10 fsync(3</x>) = 0',
      '12 <... fdatasync resumed>) = 0',
    ];
    expect(durable(WRITTEN, ...halves, SENT)).toEqual([true]);
  });

  it.each([
    ['without a sync', [WRITTEN, SENT]],
    ['of another file', [WRITTEN, '12 fdatasync(23</runs/r/inputs.jsonl>) = 0', SENT]],
    ['that failed', [WRITTEN, `12 fdatasync(${JOURNAL}) = -1 EIO (Input/output error)`, SENT]],
    ['that has not ended', [WRITTEN, `12 fdatasync(${JOURNAL} <unfinished ...>`, SENT]],
    [
      'that began before the entry was there',
      [`12 fdatasync(${JOURNAL} <unfinished ...>`, WRITTEN, '12 <... fdatasync resumed>) = 0', SENT],
    ],
    ['of an entry of another order', [WRITTEN.replace('1-2', '1-3'), `12 fdatasync(${JOURNAL}) = 0`, SENT]],
    ['behind its back', [SENT, WRITTEN, `12 fdatasync(${JOURNAL}) = 0`]],
  ])('finds one not there that leaves with a sync %s', (_what, lines) => {
    expect(durable(...lines)).toEqual([false]);
  });
});
