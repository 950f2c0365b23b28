import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byCodePoint, byEventTime } from '../../src/domain/event-order.js';
import { bar, quote, trade } from '../../src/testing/index.js';

describe('byEventTime', () => {
  it('orders time, then kind, then shorter bars, then symbol', () => {
    const at = '2024-01-02T15:00:00Z';
    const inOrder = [
      trade({ at: '2024-01-02T14:59:59.999Z', symbol: 'Z' }),
      quote({ at, symbol: 'Z' }),
      trade({ at, symbol: 'A' }),
      bar({ at, every: '1m', symbol: 'Z' }),
      bar({ at, every: '1h', symbol: 'A' }),
      bar({ at, every: '1h', symbol: 'B' }),
    ];
    expect(inOrder.toReversed().sort(byEventTime)).toEqual(inOrder);
  });
});

describe('byCodePoint', () => {
  const slow = (a: string, b: string): number => {
    const [left, right] = [a, b].map((text) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0));
    const at = (left ?? []).findIndex((point, index) => point !== right?.[index]);
    if (at < 0) return (left?.length ?? 0) - (right?.length ?? 0);
    return (left?.[at] ?? 0) - (right?.[at] ?? -1);
  };

  it('agrees with a comparison of code points one by one, also beyond the first plane', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '￿', '\u{1f600}', '\u{1f601}', '\u{10000}'),
      maxLength: 5,
    });
    fc.assert(
      fc.property(text, text, (a, b) => expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(slow(a, b)))),
    );
  });
});
