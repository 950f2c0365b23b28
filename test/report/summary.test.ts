import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../src/report/run-result.js';
import { summary } from '../../src/report/summary.js';
import { runResult } from './run-result.js';

const ESCAPE = '\u001b';
const run = runResult({ bars: 400, symbols: ['WAVE'] });
const { statistics } = run;

/** The run with statistics, or anything else, in another's place. */
const but = (fields: Partial<RunResult>): RunResult => ({ ...run, ...fields });

const linesOf = (result: RunResult) => summary(result, false).trimEnd().split('\n');

describe('summary', () => {
  it('says what ran, over what, and under which rules', () => {
    expect(linesOf(run).slice(0, 3)).toEqual([
      'waves on WAVE',
      '2020-01-01 to 2021-02-04, 400 events in 1.2 s, rules realistic',
      'symbols=WAVE fast=10',
    ]);
  });

  it('writes numbers as people read them', () => {
    const shown = summary(
      but({
        startEquity: 10_000,
        statistics: {
          ...statistics,
          finalEquity: 51_422.99,
          returnPct: 414.2299,
          cagrPct: 3.2e24,
          maxDrawdownPct: -47.98012,
          maxDrawdownDays: 584,
          avgTradeDays: 0.2083333,
          sharpe: null,
          tradeCount: 1234,
          alphaPct: -0.000001,
        },
      }),
      false,
    );
    expect(shown).toContain('Equity 10,000.00 → 51,422.99 USD');
    expect(shown).toMatch(/Return {2,}414\.23 %/);
    expect(shown).toMatch(/CAGR {2,}3\.20e\+24 %/);
    expect(shown).toMatch(/Max drawdown {2,}-47\.98 %/);
    expect(shown).toMatch(/Longest drawdown {2,}584 days/);
    expect(shown).toMatch(/Average trade time {2,}5 hours/);
    expect(shown).toMatch(/Sharpe {2,}–/);
    expect(shown).toMatch(/Trades {2,}1,234/);
  });

  it('says what the rules do not model, and every notice', () => {
    const shown = summary(run, false);
    expect(shown).toContain('Not modelled: Borrow fees are not modelled. A cancel arrives at once.\n');
    expect(shown).toContain('Notice: fills at back-adjusted prices\n');
  });

  it('names the hashes by their first digits, and the seed', () => {
    expect(linesOf(run).at(-1)).toBe(
      'journal aaaaaaaa, decisions bbbbbbbb, tape cccccccc, seed 7, millrace 0.1.0',
    );
  });

  it('stays within 80 columns and 30 lines, whatever the names', () => {
    const long = but({
      notices: ['a'.repeat(200), 'word '.repeat(60)],
      run: {
        ...run.run,
        pipelines: ['first-pipeline', 'second-pipeline', 'third-pipeline', 'fourth-pipeline'],
      },
    });
    expect(linesOf(run).length).toBeLessThanOrEqual(30);
    for (const line of [...linesOf(run), ...linesOf(long)]) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('is plain unless colour is asked for, and says the same in colour', () => {
    const plain = summary(run, false);
    const coloured = summary(run, true);
    expect(plain).not.toContain(ESCAPE);
    expect(coloured).toContain(ESCAPE);
    expect(
      coloured
        .split(ESCAPE)
        .map((part) => part.replace(/^\[\d+m/, ''))
        .join(''),
    ).toBe(plain);
  });

  it('hands no control characters of a file to the terminal', () => {
    expect(summary(but({ notices: [`red ${ESCAPE}[31mtext\u0007`] }), false)).toContain(
      'Notice: red [31mtext',
    );
  });

  it('has something to say of a run without events', () => {
    const nothing = runResult({ bars: 0, symbols: [] });
    expect(linesOf(nothing).slice(0, 5)).toEqual([
      'waves',
      'nothing, 0 events in 1.2 s, rules realistic',
      'symbols= fast=10',
      '',
      'Equity 10,000.00 → 10,000.00 USD',
    ]);
  });
});
