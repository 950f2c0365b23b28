import { describe, expect, it } from '@jest/globals';
import { lineChart } from '../../../../src/report/html/data/line-chart.js';

describe('lineChart', () => {
  it('keeps what each line must keep, and gaps as gaps', () => {
    const at = Array.from({ length: 10_000 }, (_, n) => n);
    const peak = (where: number): number[] => at.map((n) => (n === where ? 1 : 0));
    const gaps = at.map((n) => (n < 10 ? Number.NaN : 0));
    const line = (values: readonly number[]) => ({ name: '', look: 'run' as const, values });
    const lines = [line(peak(777)), line(peak(5_555)), line(gaps)];
    const thin = lineChart({ id: 'x', unit: 'ratio', at, lines });
    expect(thin.at.length).toBeLessThanOrEqual(4_000);
    expect(thin.at).toContain(777);
    expect(thin.lines[1]?.values[thin.at.indexOf(5_555)]).toBe(1);
    expect(thin.lines[2]?.values[0]).toBeNull();
  });
});
