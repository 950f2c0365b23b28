import { expect, it } from '@jest/globals';
import { changeTexts } from '../../../../src/cli/live/content/change-texts.js';

it('says of a setting what it was and what it is', () => {
  expect(changeTexts({ path: 'config.risk.maxOpenOrders', was: null, is: 5 })).toEqual([
    'config.risk.maxOpenOrders: none → 5',
  ]);
  expect(changeTexts({ path: 'config.broker.latencyMs', was: undefined, is: 5 })).toEqual([
    'config.broker.latencyMs: none → 5',
  ]);
});

it('says of parameters each that differs, and which one stands where nobody said any', () => {
  const was = ['sma-cross.fast=9', 'sma-cross.fast=10', 'sma-cross.slow=30', 'other.name=a=b'];
  const is = ['sma-cross.fast=5', 'sma-cross.slow=30', 'other.units=2'];
  expect(changeTexts({ path: 'params', was, is })).toEqual([
    'params.sma-cross.fast: 10 → 5',
    'params.other.name: a=b → its default',
    'params.other.units: its default → 2',
  ]);
  expect(changeTexts({ path: 'params', was: ['a=1', 'b=2'], is: ['b=2', 'a=1'] })).toEqual([
    'params: ["a=1","b=2"] → ["b=2","a=1"]',
  ]);
});

it('names alone what nobody reads: hashes of code, and long lists', () => {
  const hashes = { was: 'a'.repeat(64), is: 'b'.repeat(64) };
  expect(changeTexts({ path: 'code.pipelines.p', ...hashes })).toEqual(['code.pipelines.p']);
  const series = Array.from({ length: 30 }, (_, index) => ({ symbol: `S${index}`, kind: 'trade' }));
  expect(changeTexts({ path: 'sources', was: series, is: [] })).toEqual(['sources']);
});
