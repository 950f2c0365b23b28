import { describe, expect, it } from '@jest/globals';
import { compareRuns } from '../../../src/report/compare/compare-runs.js';
import { compareText } from '../../../src/report/compare/compare-text.js';
import type { ComparedRun, Decision } from '../../../src/report/compare/compared-run.js';
import { runResult } from '../run-result.js';

const decision = (day: number, line: string): Decision => ({
  at: Date.UTC(2020, 0, day),
  line,
  chain: () => [`intent: ${line}`, 'bar 3 of ALPHA'],
});

const base: ComparedRun = {
  dir: 'out/a',
  result: runResult({ bars: 60, symbols: ['ALPHA'] }),
  decisions: [decision(1, 'buy'), decision(2, 'sell')],
  notes: [],
};

/** The second trade bought more, the third is not there, and one is new. */
const other = (): ComparedRun => {
  const { result } = base;
  const [first, second, third, ...rest] = result.trades;
  if (!first || !second || !third) throw new Error('the run has too few trades');
  const later = { ...third, entryAt: '2020-01-23T00:00:00.000Z' };
  return {
    dir: 'out/b',
    result: {
      ...result,
      run: { ...result.run, params: { waves: { symbols: ['ALPHA'], slow: 30 } }, seed: 8 },
      statistics: { ...result.statistics, returnPct: (result.statistics.returnPct ?? 0) + 1.5, sharpe: null },
      trades: [first, { ...second, quantity: 2 * second.quantity }, later, ...rest],
    },
    decisions: [decision(1, 'buy'), decision(3, 'hold')],
    notes: ['goes on'],
  };
};

describe('compareRuns', () => {
  it('finds nothing between a run and itself', () => {
    const { config, parting, statistics, trades } = compareRuns(base, base);
    expect({ config, parting }).toEqual({ config: [], parting: null });
    expect(statistics.every(({ difference }) => difference === null || difference === 0)).toBe(true);
    expect(trades).toEqual({ same: 5, onlyA: [], onlyB: [], changed: [] });
  });

  it('names every setting that differs, and where one has none', () => {
    expect(compareRuns(base, other()).config).toEqual([
      { path: 'params.waves.fast', a: 10, b: null },
      { path: 'seed', a: 7, b: 8 },
      { path: 'params.waves.slow', a: null, b: 30 },
    ]);
  });

  it('finds the first decision that is not the same, also where one run has no more', () => {
    expect(compareRuns(base, other()).parting).toEqual({
      at: '2020-01-02T00:00:00.000Z',
      equalDecisions: 1,
      a: ['intent: sell', 'bar 3 of ALPHA'],
      b: ['intent: hold', 'bar 3 of ALPHA'],
    });
    const short = { ...base, decisions: base.decisions.slice(0, 1) };
    expect(compareRuns(base, short).parting).toEqual({
      at: '2020-01-02T00:00:00.000Z',
      equalDecisions: 1,
      a: ['intent: sell', 'bar 3 of ALPHA'],
      b: null,
    });
  });

  it('sets statistics side by side, with no difference where one cannot be computed', () => {
    const { statistics } = compareRuns(base, other());
    expect(statistics.find(({ name }) => name === 'returnPct')?.difference).toBeCloseTo(1.5, 10);
    expect(statistics.find(({ name }) => name === 'sharpe')).toMatchObject({ b: null, difference: null });
  });

  it('tells trades that only one run has from those that came out otherwise', () => {
    const { trades } = compareRuns(base, other());
    expect(trades.same).toBe(3);
    expect(trades.changed.map(({ a, b }) => b.quantity / a.quantity)).toEqual([2]);
    expect(trades.onlyA.map(({ entryAt }) => entryAt)).toEqual(['2020-01-21T00:00:00.000Z']);
    expect(trades.onlyB.map(({ entryAt }) => entryAt)).toEqual(['2020-01-23T00:00:00.000Z']);
  });

  it('tells parts of one lot apart, which have one entry', () => {
    const [part] = base.result.trades;
    if (!part) throw new Error('the run has no trade');
    const parts = [part, { ...part, exitAt: '2020-02-01T00:00:00.000Z' }];
    const twice = { ...base, result: { ...base.result, trades: parts } };
    const once = { ...base, result: { ...base.result, trades: parts.slice(0, 1) } };
    expect(compareRuns(twice, twice).trades.same).toBe(2);
    expect(compareRuns(twice, once).trades.onlyA).toEqual(parts.slice(1));
  });
});

describe('compareText', () => {
  it('says it in lines of at most 80 columns', () => {
    const text = compareText(compareRuns(base, other()), false);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toContain('params.waves.fast: 10 → none');
    expect(text).toMatch(/^A out\/a: .*\nB out\/b: .*\nB goes on\n\n/);
    expect(text).toContain(
      'at 2020-01-02T00:00:00.000Z, after 1 equal decision\n' +
        'A intent: sell\n  since bar 3 of ALPHA\nB intent: hold\n  since bar 3 of ALPHA\n',
    );
    expect(text).toContain('Trades: 3 the same, 1 changed, 1 only in A, 1 only in B');
    expect(text).toMatch(/^Return .* \+1\.50 %$/m);
  });

  it('says so where nothing differs', () => {
    const text = compareText(compareRuns(base, base), false);
    expect(text).toContain('Both were told the same\n');
    expect(text).toContain('Every decision is the same\n');
  });
});
