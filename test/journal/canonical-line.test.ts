import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../src/domain/journal.js';
import { canonicalLine, decisionLine } from '../../src/journal/canonical-line.js';
import { amend } from '../../src/pipeline/intents.js';
import { entry, order, sampleRun } from './sample-run.js';

/** The same value, every object of it built in the opposite order. */
const rebuilt = <T>(value: T): T => {
  const turn = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(turn);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part)
        .toReversed()
        .map(([key, field]) => [key, turn(field)]),
    );
  };
  return turn(value) as T;
};

describe('canonicalLine', () => {
  it('writes an intent with every key in its place', () => {
    const line = canonicalLine(
      entry(
        'intent',
        { intent: { kind: 'cancel', key: 'a"b', because: 'späť' }, warming: true },
        { serial: 7, at: -0, causes: [{ entry: 3 }, { timer: 1.5, pipeline: 'p' }] },
      ),
    );
    expect(line).toBe(
      '{"v":1,"serial":7,"at":0,"kind":"intent","causes":[{"entry":3},{"timer":1.5,"pipeline":"p"}],' +
        '"pipeline":"sma-cross","account":"sim","symbol":"SPY",' +
        '"body":{"intent":{"kind":"cancel","key":"a\\"b","because":"späť"},"warming":true}}',
    );
  });

  it('leaves out what an amendment does not change, in whatever order it was wished', () => {
    const change = amend('k', { because: 'b', stopPrice: 2, quantity: 1 });
    expect(canonicalLine(entry('intent', { intent: change, warming: false }, { serial: 1 }))).toContain(
      '"change":{"quantity":1,"stopPrice":2}',
    );
  });

  it('does not depend on the order in which anything was built', () => {
    for (const each of sampleRun()) expect(canonicalLine(rebuilt(each))).toBe(canonicalLine(each));
  });

  it('orders what has a foreign schema by code point', () => {
    const facts = { b: 1, a: 2, '\u{1F600}': 3, '\uFF5E': 4, 10: 5, 9: 6 };
    expect(canonicalLine(entry('notice', { code: 'AMENDED', facts }, { serial: 1 }))).toContain(
      '"facts":{"10":5,"9":6,"a":2,"b":1,"\uFF5E":4,"\u{1F600}":3}',
    );
  });

  it('is JSON that reads back as the entry', () => {
    for (const each of sampleRun()) expect(JSON.parse(canonicalLine(each))).toEqual(each);
  });

  it('writes numbers so that they read back exactly', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (price) => {
        const placed = order({ limitPrice: price });
        const line = canonicalLine(
          entry('command', { command: { kind: 'place', order: placed, children: [] } }, { serial: 1 }),
        );
        const read = JSON.parse(line) as Extract<Entry, { kind: 'command' }>;
        const { command } = read.body;
        // Only the sign of zero may be lost, on purpose.
        expect(command.kind === 'place' && command.order.limitPrice === price).toBe(true);
      }),
    );
  });

  it('throws on a missing field and on a number that is not finite', () => {
    const { body, ...headless } = sampleRun()[3] as Entry;
    expect(() => canonicalLine({ ...headless, body: {} } as Entry)).toThrow(TypeError);
    expect(body).toBeDefined();
    const placed = { kind: 'place', order: order({ quantity: Number.NaN }), children: [] } as const;
    expect(() => canonicalLine(entry('command', { command: placed }, { serial: 1 }))).toThrow(RangeError);
  });
});

describe('decisionLine', () => {
  it('keeps all but serial and causes', () => {
    const each = sampleRun()[1] as Entry;
    const { serial, causes, ...kept } = each;
    expect(JSON.parse(decisionLine(each))).toEqual(kept);
    expect([serial, causes.length]).toEqual([2, 1]);
  });
});
