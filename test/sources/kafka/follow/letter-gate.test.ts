import { expect, it } from '@jest/globals';
import { MillraceError } from '../../../../src/domain/millrace-error.js';
import { LetterGate } from '../../../../src/sources/kafka/follow/letter-gate.js';
import { wallClock } from '../../../../src/time/wall-clock.js';

const GONE = new MillraceError('KAFKA_UNREACHABLE', { brokers: 'b:1', seconds: 0, reason: 'refused' });

/** A gate that is shut while its letters are put, what rang, and how putting them fails. */
const shut = () => {
  const alarms = new Set<() => void>();
  let fail = (): void => undefined;
  const settle = (): Promise<void> =>
    new Promise((_, reject) => {
      fail = () => reject(GONE);
    });
  const alarm = (_: number, ring: () => void) => {
    alarms.add(ring);
    return () => void alarms.delete(ring);
  };
  const gate = new LetterGate({
    letters: { hasNews: true, settle },
    wall: { ...wallClock.wall(), alarm },
    onNews: () => undefined,
    onFailure: () => undefined,
  });
  expect(gate.pass(() => [])).toEqual([]);
  return { gate, alarms, fails: () => fail() };
};

it('LetterGate tries a cluster that is gone again, until it is closed', async () => {
  const open = shut();
  open.fails();
  await wallClock.nextMacrotask();
  expect(open.alarms.size).toBe(1);
  open.gate.close();
  expect(open.alarms.size).toBe(0);
  const ended = shut();
  ended.gate.close();
  ended.fails();
  await wallClock.nextMacrotask();
  expect(ended.alarms.size).toBe(0);
});
