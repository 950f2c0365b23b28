import { describe, expect, it } from '@jest/globals';
import { difference, headLine, outcomeLine, readLedger, type SetOutcome } from '../../src/sweep/ledger.js';

const identity = { seed: 1, config: { broker: { cash: 10_000 } }, params: ['fast=1|2'] };
const outcomes: readonly SetOutcome[] = [1, 0].map((set) => ({
  set,
  failed: { code: 'PIPELINE_FAILED', message: `two\nlines of ${set}` },
}));
const text = headLine(identity) + outcomes.map(outcomeLine).join('');

describe('the ledger of a sweep', () => {
  it('reads what was written', () => {
    expect(readLedger(text)).toEqual({ identity, outcomes, whole: text });
  });

  it('leaves out of a text that was cut anywhere only what the cut tore', () => {
    const ends = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
    for (let cut = 0; cut < text.length; cut += 1) {
      const whole = text.slice(0, ends.findLast((end) => end <= cut) ?? 0);
      expect(readLedger(text.slice(0, cut))).toEqual({
        identity: whole === '' ? null : identity,
        outcomes: outcomes.slice(0, Math.max(0, ends.filter((end) => end <= cut).length - 1)),
        whole,
      });
    }
  });

  it('leaves out a last line that has its end and no middle, as a disk may leave it', () => {
    const last = outcomeLine({ set: 2, failed: { code: null, message: 'x'.repeat(50) } });
    const torn = `${last.slice(0, 10)}${'\0'.repeat(30)}${last.slice(40)}`;
    expect(readLedger(text + torn)).toEqual({ identity, outcomes, whole: text });
  });

  it.each([
    'hello',
    'a\nb\n',
    '{"run":{}}\n',
    `${headLine(identity)}{"set":0,\n${outcomeLine({ set: 1, failed: { code: null, message: '' } })}`,
  ])('does not take %j for one', (foreign) => {
    expect(readLedger(foreign)).toBeNull();
  });

  it('names the first thing that two sweeps differ in', () => {
    expect(difference(identity, structuredClone(identity))).toBeNull();
    expect(difference(identity, { ...identity, seed: 2 })).toBe('seed was 1 and is 2');
    expect(difference(identity, { ...identity, config: { broker: { cash: 1 } } })).toBe(
      'config.broker.cash was 10000 and is 1',
    );
    expect(difference(identity, { ...identity, where: null })).toBe('where was not said and is null');
    expect(difference(identity, { ...identity, params: ['fast=1|3'] })).toBe(
      'params was ["fast=1|2"] and is ["fast=1|3"]',
    );
  });
});
