import { describe, expect, it } from '@jest/globals';
import { isoText } from '../../src/domain/iso-text.js';

const base = Date.UTC(2014, 4, 5, 13, 30);

describe('isoText', () => {
  it.each([
    [base, '2014-05-05T13:30:00.000Z'],
    [base + 250, '2014-05-05T13:30:00.250Z'],
    [base + 250.125, '2014-05-05T13:30:00.250125Z'],
    [base + 0.001, '2014-05-05T13:30:00.000001Z'],
    [base + 0.00001, '2014-05-05T13:30:00.000Z'],
    [base + 0.9999, '2014-05-05T13:30:00.001Z'],
    [-0.5, '1969-12-31T23:59:59.999500Z'],
  ])('writes %p as %s', (at, text) => {
    expect(isoText(at)).toBe(text);
  });
});
