import { describe, expect, it } from '@jest/globals';
import { numberText } from '../../src/report/number-text.js';

describe('numberText', () => {
  it.each([
    [584, '584 days'],
    [1, '1 day'],
    [5 / 24, '5 hours'],
    [90 / 1440, '1.5 hours'],
    [12 / 1440, '12 minutes'],
    [0, '0 days'],
  ])('reads a duration of %d days in its unit', (days, text) => {
    expect(numberText(days, 'days')).toBe(text);
  });

  it.each([584, 1, 5 / 24, 12 / 1440])('says a difference of -%d days in the unit of its size', (days) => {
    expect(numberText(-days, 'days')).toBe(`-${numberText(days, 'days')}`);
  });
});
