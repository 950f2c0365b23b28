import { describe, expect, it } from '@jest/globals';
import { returnsSection } from '../../../../src/report/html/sections/returns-section.js';
import { madeSessions } from '../data/made-sessions.js';

describe('returnsSection', () => {
  it('leaves out sessions in which an account that is gone returned nothing', () => {
    const dates = ['2024-01-02', '2024-01-03', '2024-01-04', '2024-02-05'];
    const gone = madeSessions({ dates, returns: [0.1, -1.2, Number.NaN, Number.NaN] });
    const { inner } = returnsSection(gone);
    expect(inner).not.toContain('NaN');
    expect(inner).toContain('−120.00 %');
    expect(inner).toMatch(/Sessions<\/dt>\s*<dd[^>]*>2</);
  });
});
