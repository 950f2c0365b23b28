import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { millrace } from '../golden/millrace.js';
import { argvOf, type Words } from './hashed.js';
import { days, marketFolder } from './market-files.js';

const folder = marketFolder();

const asked: Words = {
  pipelines: ['sma-cross'],
  source: folder.together(days(), 1),
  param: ['symbols=SPY,AAPL', 'fast=5', 'slow=20'],
};

describe('report DIR', () => {
  it.each([
    { rules: 'realistic', set: ['report.benchmark=SPY', 'report.riskFree=0.02', 'broker.spreadBps=3'] },
    { rules: 'backtesting.py', set: ['broker.commissionBps=7', 'broker.finalizeTrades=true'] },
  ])('tells the statistics of $rules from journal and marks alone, to the last digit', ({ rules, set }) => {
    const out = folder.path(rules);
    const run = millrace([...argvOf({ ...asked, rules, set }), '--json', '--out', out]);
    expect({ status: run.status, stderr: run.stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining('report.html'),
    });
    const written = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(written.trades.length).toBeGreaterThan(20);
    // Whatever stood there: a figure that is read back and not computed would be seen.
    const blank = { ...written, statistics: { finalEquity: 1 }, trades: [] };
    writeFileSync(join(out, 'run.json'), JSON.stringify(blank));
    const { stdout, status } = millrace(['report', out, '--json']);
    expect(status).toBe(0);
    const told = JSON.parse(stdout);
    expect(JSON.stringify(told.statistics)).toBe(JSON.stringify(written.statistics));
    expect(told).toEqual(written);
    expect(JSON.parse(run.stdout)).toEqual(written);
  });
});
