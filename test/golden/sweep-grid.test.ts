import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SweepDocument } from '../../src/sweep/sweep-document.js';
import { describeWithShared } from '../shared-data.js';
import { millrace } from './millrace.js';

/** A row of the published grid. */
interface Published {
  readonly n1: number;
  readonly n2: number;
  readonly equityFinal: number;
  readonly trades: number;
  readonly maxDrawdownPct: number;
  readonly sharpe: number;
  readonly sqn: number;
}

describeWithShared('the grid of 50 that backtesting.py published, as one sweep', (data) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-grid-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const csv = `file:${data('backtestingpy', 'GOOG.csv')}?symbol=GOOG&every=1d`;
  const tape = `tape:${join(folder, 'goog.arrow')}`;
  // The file is read as it is documented in its manifest; what it lacks fails the comparison.
  const { grid } = JSON.parse(readFileSync(data('backtestingpy', 'D-goog-sma-grid50.json'), 'utf8')) as {
    grid: readonly Published[];
  };

  const swept = (source: string): SweepDocument => {
    const params = ['symbols=GOOG', 'fast=5..25/5', 'slow=10..65/5', 'direction=long-short', 'size.weight=1'];
    const { stdout, stderr, status } = millrace([
      ...['sweep', 'sma-cross', '--source', source, '--rules', 'backtesting.py'],
      ...params.flatMap((text) => ['--param', text]),
      ...['--set', 'broker.cash=10000', '--set', 'broker.spreadBps=20'],
      ...['--where', 'fast < slow', '--rank', 'finalEquity', '--json'],
    ]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return JSON.parse(stdout) as SweepDocument;
  };

  let fromCsv: SweepDocument;
  let fromTape: SweepDocument;
  beforeAll(() => {
    expect(millrace(['ingest', csv, '--to', tape]).status).toBe(0);
    fromCsv = swept(csv);
    fromTape = swept(tape);
  });

  it('comes to the published finals, all 50', () => {
    const off: unknown[] = [];
    for (const { n1, n2, ...published } of grid) {
      const found = fromCsv.results.filter(({ params }) => params.fast === n1 && params.slow === n2);
      expect(found).toHaveLength(1);
      const { finalEquity, tradeCount, maxDrawdownPct, sharpe, sqn } = found[0]?.statistics ?? {};
      const ours = { equityFinal: finalEquity, trades: tradeCount, maxDrawdownPct, sharpe, sqn };
      for (const [name, wanted] of Object.entries(published)) {
        const value = ours[name as keyof typeof ours] ?? Number.NaN; // the grid's names are those above
        if (!(Math.abs(value / wanted - 1) <= 1e-8)) off.push({ n1, n2, name, value, wanted });
      }
    }
    expect(off).toEqual([]);
    expect(grid).toHaveLength(50);
    expect(fromCsv.results).toHaveLength(50);
  });

  it('ranks them as the published optimiser does', () => {
    const published = grid.toSorted((a, b) => b.equityFinal - a.equityFinal).map(({ n1, n2 }) => [n1, n2]);
    const ours = fromCsv.results
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ params }) => [params.fast, params.slow]);
    expect(ours).toEqual(published);
    expect(ours[0]).toEqual([10, 15]);
  });

  it('comes to the same from a tape, journal for journal', () => {
    expect(fromTape.results).toEqual(fromCsv.results);
  });
});
