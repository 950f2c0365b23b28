import { describe, expect, it } from '@jest/globals';
import { type ImpureCall, strictTurn, watchedTurn } from '../../../src/engine/turns/in-turn.js';

/** What a turn's work is told of. */
const toldOf = (work: () => unknown): readonly ImpureCall[] => {
  const calls: ImpureCall[] = [];
  watchedTurn('p', (call) => calls.push(call))(work);
  return calls;
};

const IMPURE: readonly (readonly [string, () => unknown])[] = [
  ['Date.now()', () => Date.now()],
  ['new Date()', () => new Date()],
  ['Date()', () => Date()],
  ['Math.random()', () => Math.random()],
  ['performance.now()', () => performance.now()],
  ['crypto.randomUUID()', () => crypto.randomUUID()],
  ['setTimeout()', () => clearTimeout(setTimeout(() => undefined, 1e6))],
  ['queueMicrotask()', () => queueMicrotask(() => undefined)],
];

describe('a watched turn', () => {
  it.each(IMPURE)('is told of %s, which is answered', (call, ask) => {
    const [first] = toldOf(ask);
    expect(first).toEqual({
      pipeline: 'p',
      call,
      where: expect.stringContaining('in-turn.test.ts') as unknown,
    });
  });

  it('is told of promises, wherever they come from', async () => {
    const later: Promise<unknown>[] = [];
    for (const begin of [
      () => later.push(Promise.resolve(1)),
      () => later.push((async () => await Promise.resolve(2))()),
    ]) {
      expect(toldOf(begin)[0]).toMatchObject({ call: 'a promise' });
    }
    await Promise.all(later);
  });

  it('answers as the host would, and is told nothing of what is a function of what was given', () => {
    const answers: unknown[] = [];
    const told = toldOf(() => {
      const date = new Date(86_400_000);
      answers.push(date.toISOString(), date instanceof Date, Date.UTC(1970, 0, 2), Math.max(1, 2));
    });
    expect(answers).toEqual(['1970-01-02T00:00:00.000Z', true, 86_400_000, 2]);
    expect(told).toEqual([]);
    expect(toldOf(() => expect(Math.random()).toBeLessThan(1))).toHaveLength(1);
  });

  it('is told of one habit a few times, and of nothing between turns', () => {
    const calls: ImpureCall[] = [];
    const turn = watchedTurn('p', (call) => calls.push(call));
    for (let count = 0; count < 20; count += 1) turn(() => Math.random());
    expect(calls).toHaveLength(5);
    const idle = watchedTurn('q', (call) => calls.push(call));
    idle(() => undefined);
    Math.random();
    expect(calls).toHaveLength(5);
  });

  it('puts everything back, also when the turn fails', () => {
    const before = [Date, Math.random, setTimeout, performance.now];
    expect(() =>
      watchedTurn(
        'p',
        () => undefined,
      )(() => {
        throw new Error('failed');
      }),
    ).toThrow('failed');
    expect([Date, Math.random, setTimeout, performance.now]).toEqual(before);
  });
});

describe('a strict turn', () => {
  it.each(IMPURE)('does not let %s be', (call, ask) => {
    const facts: unknown = expect.objectContaining({ pipeline: 'p', call });
    expect(() => strictTurn('p')(ask)).toThrow(expect.objectContaining({ code: 'IMPURE_CALL', facts }));
  });
});
