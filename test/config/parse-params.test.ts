import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parseParams } from '../../config/parse-params.js';

const schema = z
  .strictObject({
    symbols: z.array(z.string()).min(1),
    fast: z.int().min(1).default(10),
    slow: z.int().min(2).default(30),
    direction: z.enum(['long', 'long-short']).default('long'),
    size: z
      .union([
        z.strictObject({ weight: z.number().positive().max(1) }),
        z.strictObject({ quantity: z.number().positive() }),
      ])
      .default({ weight: 0.95 }),
    label: z.string().default(''),
    mark: z.union([z.string(), z.number()]).default('a'),
    level: z.number().nullable().default(1),
    levels: z.array(z.number()).default([]),
    pair: z.tuple([z.string(), z.number()]).default(['a', 1]),
    path: z.tuple([z.string()], z.number()).default(['a']),
    dry: z.boolean().default(false),
    exit: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('time'), days: z.int() }),
        z.strictObject({ kind: z.literal('loss'), pct: z.number() }),
      ])
      .optional(),
    weights: z.record(z.string(), z.number()).default({}),
  })
  .refine(({ fast, slow }) => fast < slow, { error: 'fast must be below slow' });

const parse = (...texts: readonly string[]) =>
  parseParams(
    schema,
    texts.map((text) => {
      const [path = '', ...value] = text.split('=');
      return { path, text: value.join('=') };
    }),
    'sma-cross',
  );

describe('parseParams', () => {
  it('leaves what is not said to the defaults', () => {
    expect(parse('symbols=SPY')).toMatchObject({ symbols: ['SPY'], fast: 10, size: { weight: 0.95 } });
  });

  it.each<[string, unknown]>([
    ['symbols=SPY,EUR.USD', { symbols: ['SPY', 'EUR.USD'] }],
    ['symbols=SPY, AAPL', { symbols: ['SPY', 'AAPL'] }],
    ['symbols=1,true', { symbols: ['1', 'true'] }],
    ['fast=5', { fast: 5 }],
    ['direction=long-short', { direction: 'long-short' }],
    ['label=007', { label: '007' }],
    ['label=a,b=c', { label: 'a,b=c' }],
    ['label=', { label: '' }],
    ['mark=5', { mark: '5' }],
    ['level=-1.5e-3', { level: -0.0015 }],
    ['level=null', { level: null }],
    ['levels=1,2.5', { levels: [1, 2.5] }],
    ['levels=', { levels: [] }],
    ['pair=1, 2', { pair: ['1', 2] }],
    ['path=a,1,2', { path: ['a', 1, 2] }],
    ['dry=true', { dry: true }],
    ['weights.EUR.USD=0.5', { weights: { 'EUR.USD': 0.5 } }],
  ])('reads %s as the type of its target', (text, params) => {
    expect(parse('symbols=SPY', text)).toMatchObject(params as object);
  });

  it('lets a nested value replace the union it belongs to', () => {
    expect(parse('symbols=SPY', 'size.weight=1').size).toEqual({ weight: 1 });
    expect(parse('symbols=SPY', 'size.quantity=100').size).toEqual({ quantity: 100 });
    expect(parse('symbols=SPY', 'exit.kind=loss', 'exit.pct=2').exit).toEqual({ kind: 'loss', pct: 2 });
  });

  it('takes the last of two texts for one parameter', () => {
    expect(parse('symbols=SPY', 'fast=5', 'fast=6').fast).toBe(6);
  });

  it.each([
    ['fsat=5', 'fsat: is unknown; did you mean fast?'],
    ['size.wieght=1', 'size.wieght: is unknown; did you mean size.weight?'],
    ['fast=ten', 'fast: must be a number, was "ten"'],
    ['fast=0x10', 'fast: must be a number, was "0x10"'],
    ['fast=', 'fast: must be a number, was ""'],
    ['fast=Infinity', 'fast: must be a number'],
    ['fast=0', 'fast: too small: expected number to be >=1, was 0'],
    ['fast=1.5', 'fast: must be int, was 1.5'],
    ['direction=short', 'direction: must be one of long, long-short, was "short"'],
    ['dry=yes', 'dry: must be true or false, was "yes"'],
    ['levels=1,x', 'levels: must be a list of a number with commas between, was "1,x"'],
    ['pair=a,x', 'pair: must be text, a number with commas between, was "a,x"'],
    ['pair=a,1,2', 'pair: must be text, a number with commas between, was "a,1,2"'],
    ['pair=a', 'pair: too small: expected array to have >=2 items, was ["a"]'],
    ['size=1', 'size: must be set through weight or set through quantity, was "1"'],
    ['size.weight=2', 'size.weight: too big: expected number to be <=1, was 2'],
    ['fast.x=2', 'fast.x: is unknown; fast has no settings inside'],
    ['symbols=', 'symbols: too small: expected array to have >=1 items, was []'],
    ['slow=10', 'symbols, slow: fast must be below slow'],
  ])('refuses %s', (text, message) => {
    expect(() => parse('symbols=SPY', text)).toThrow(
      expect.objectContaining({
        code: 'PARAM_INVALID',
        message: expect.stringContaining(`--param ${message}`),
        facts: expect.objectContaining({ pipeline: 'sma-cross' }),
      }),
    );
  });

  it('names what is missing, and both shapes of a union that was given both', () => {
    expect(() => parse('fast=3')).toThrow('--param symbols: is missing: must be array');
    expect(() => parse('symbols=SPY', 'size.weight=1', 'size.quantity=1')).toThrow(
      '--param size: takes one of {weight} or {quantity}, was {"weight":1,"quantity":1}',
    );
  });
});
