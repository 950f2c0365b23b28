import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JSON_KIND } from '../../../../src/sources/kafka/codec/scan/json-kind.js';
import { JsonScanner } from '../../../../src/sources/kafka/codec/scan/json-scanner.js';

const PATHS = [['a'], ['b', 'c'], ['b', '0'], ['b', 'c', 'd']] as const;

/** What stands at a path of a value that `JSON.parse` made. */
const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((here, key) => {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    return (here as Record<string, unknown>)[key];
  }, value);

const kindOf = (value: unknown): number => {
  if (value === undefined) return JSON_KIND.absent;
  if (value === null) return JSON_KIND.null;
  if (value === true) return JSON_KIND.true;
  if (value === false) return JSON_KIND.false;
  if (Array.isArray(value)) return JSON_KIND.array;
  return { number: JSON_KIND.number, string: JSON_KIND.text }[typeof value as string] ?? JSON_KIND.object;
};

const parsed = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
};

const agrees = (text: string): void => {
  const bytes = Buffer.from(`xx${text}yy`);
  const scanner = new JsonScanner(PATHS);
  const fault = scanner.scan(bytes, 2, bytes.length - 2);
  const expected = parsed(text);
  expect({ text, isJson: fault === -1 }).toEqual({ text, isJson: expected !== null });
  if (expected === null) return;
  for (const [field, path] of PATHS.entries()) {
    const value = at(expected.value, path);
    expect({ text, path, kind: scanner.kinds[field] }).toEqual({ text, path, kind: kindOf(value) });
    if (typeof value === 'number') expect(scanner.numbers[field]).toBe(value);
    if (typeof value === 'string') expect(scanner.text(field)).toBe(value);
  }
};

const key = fc.constantFrom('a', 'b', 'c', 'd', '0', 'ä', 'a"', 'x'.repeat(20));
const tree = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.jsonValue({ maxDepth: 0 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('JsonScanner', () => {
  it('finds what JSON.parse finds', () => {
    fc.assert(
      fc.property(tree, fc.boolean(), (value, isWide) => agrees(JSON.stringify(value, null, isWide ? 1 : 0))),
    );
  });

  it('refuses what JSON.parse refuses, one character changed', () => {
    const character = fc.constantFrom(...'{ } [ ] , : " \\ - + . e 0 1 t f n u \n \u0001'.split(' '), ' ');
    fc.assert(
      fc.property(tree, fc.nat(), character, fc.constantFrom(0, 1), (value, place, put, taken) => {
        const text = JSON.stringify(value);
        const index = place % (text.length + 1);
        agrees(text.slice(0, index) + put + text.slice(index + taken));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes the last of two equal keys, and a key that is written with escapes', () => {
    agrees('{"a":1,"a":"two"}');
    agrees('{"b":{"c":1},"b":{"d":2}}');
    agrees('{"b":{"c":{"d":1}},"b":[7]}');
    agrees('{"\\u0061":1e-7,"b":[-0.5,2]}');
  });

  it.each(['', ' ', '{', '{"a":1', '{"a":"', '{"a":tru', '[1,]', '{"a":01}', '{"a":.5}', '1 2', '"\\u12"'])(
    'refuses %j',
    agrees,
  );

  it('refuses what is nested beyond 64', () => {
    const deep = (depth: number): Buffer => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
    const scanner = new JsonScanner(PATHS);
    expect(scanner.scan(deep(64), 0, 128)).toBe(-1);
    expect(scanner.scan(deep(65), 0, 130)).not.toBe(-1);
  });
});
