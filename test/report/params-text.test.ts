import { describe, expect, it } from '@jest/globals';
import { paramsText } from '../../src/report/params-text.js';

describe('paramsText', () => {
  it('writes parameters as they are typed after --param', () => {
    const params = {
      'sma-cross': { symbols: ['SPY', 'AAPL'], fast: 10, size: { weight: 0.95 }, note: null },
    };
    expect(paramsText(params)).toBe('symbols=SPY,AAPL fast=10 size.weight=0.95 note=null');
  });

  it('names the pipeline where there are several', () => {
    expect(paramsText({ trend: { fast: 10 }, fade: { fast: 3 } })).toBe('trend.fast=10 fade.fast=3');
  });

  it('has nothing to say of none', () => {
    expect(paramsText({})).toBe('');
    expect(paramsText({ plain: {} })).toBe('');
  });
});
