import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../../src/domain/journal.js';
import { canonicalLine } from '../../src/journal/canonical-line.js';
import { hashing } from '../../src/journal/journal-hash.js';
import { entry, sampleRun } from './sample-run.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const digestsOf = (entries: readonly Entry[]) => {
  const hash = hashing();
  for (const each of entries) hash.add(each);
  return hash.digests();
};

const notices = (count: number): Entry[] =>
  Array.from({ length: count }, (_, index) =>
    entry('notice', { code: 'AMENDED', facts: { index } }, { serial: index + 1 }),
  );

describe('hashing', () => {
  it('is SHA-256 of all lines with a newline between', () => {
    const run = sampleRun();
    expect(digestsOf(run).journalHash).toBe(sha256(run.map(canonicalLine).join('\n')));
    expect(digestsOf([]).journalHash).toBe(sha256(''));
  });

  it('tells its hashes at any time and goes on', () => {
    const run = sampleRun();
    const hash = hashing();
    for (const each of run) {
      hash.add(each);
      hash.digests();
    }
    expect(hash.digests()).toEqual(digestsOf(run));
  });

  it('counts a decision the same whatever other entries stand between', () => {
    const run = sampleRun();
    const [begin, ...others] = run as [Entry, ...Entry[]];
    const notice = entry('notice', { code: 'AMENDED', facts: {} }, { serial: 2 });
    const moved = others.map((each) => ({ ...each, serial: each.serial + 1 }));
    const longer = digestsOf([begin, notice, ...moved]);
    expect(longer.decisionHash).toBe(digestsOf(run).decisionHash);
    expect(longer.journalHash).not.toBe(digestsOf(run).journalHash);
  });

  it.each(['intent', 'approval', 'command', 'fill'])('sees a change in %s', (kind) => {
    const run = sampleRun();
    const changed = run.map((each) => (each.kind === kind ? { ...each, at: each.at + 1 } : each));
    expect(digestsOf(changed).decisionHash).not.toBe(digestsOf(run).decisionHash);
  });

  it.each(['begin', 'order', 'end', 'close'])('does not count %s as a decision', (kind) => {
    const run = sampleRun();
    const changed = run.map((each) => (each.kind === kind ? { ...each, at: each.at + 1 } : each));
    expect(digestsOf(changed).decisionHash).toBe(digestsOf(run).decisionHash);
  });

  it('chains blocks: each hash covers all blocks before it', () => {
    const entries = notices(3_000);
    const lines = entries.map(canonicalLine);
    expect(digestsOf(entries).blocks).toEqual([
      { serial: 1_024, hash: sha256(lines.slice(0, 1_024).join('\n')) },
      { serial: 2_048, hash: sha256(lines.slice(0, 2_048).join('\n')) },
    ]);
  });
});
