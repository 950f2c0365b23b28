import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { LivePublisher } from '../../../../src/cli/live/session/live-publisher.js';
import { notePublished, publishedIn } from '../../../../src/cli/live/session/published-so-far.js';

/** A sink that only remembers. */
const remembering = () => {
  const lines: string[] = [];
  const decoder = new TextDecoder();
  return { lines, add: (line: Uint8Array) => void lines.push(decoder.decode(line)) };
};

async function* journal(...portions: readonly (readonly string[])[]) {
  await Promise.resolve();
  yield* portions;
}

describe('the journal of a live run on its way to a topic', () => {
  it('goes there once it is on the disk, in order, and no line twice', async () => {
    const sink = remembering();
    const publisher = new LivePublisher(sink, 0);
    for (const line of ['a', 'b', 'c']) publisher.add(line);
    expect(sink.lines).toEqual([]);
    publisher.settle(2);
    expect(sink.lines).toEqual(['a', 'b']);
    publisher.settle(2);
    publisher.add('d');
    publisher.settle(4);
    expect(sink.lines).toEqual(['a', 'b', 'c', 'd']);
    const next = new LivePublisher(sink, 3);
    await next.before(journal(['a', 'b'], ['c', 'd']));
    expect(sink.lines).toEqual(['a', 'b', 'c', 'd', 'd']);
    next.add('e');
    next.settle(5);
    expect(sink.lines.at(-1)).toBe('e');
  });

  describe('is noted in the folder of the run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-published-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('for one topic', () => {
      expect(publishedIn(folder, 'journals')).toBeUndefined();
      const said = { topic: 'journals', run: 'r', entries: 7 };
      notePublished(folder, { ...said, entries: 6 });
      notePublished(folder, said);
      expect(publishedIn(folder, 'journals')).toEqual(said);
      expect(publishedIn(folder, 'others')).toBeUndefined();
    });
  });
});
