import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { RunDocument } from '../../src/report/run-result.js';
import { said } from './said.js';

const root = resolve(import.meta.dirname, '../..');

describe('the README’s opening-range', () => {
  it('opens and closes a trade, inside the session that its calendar gives', async () => {
    const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
    const command = /^npx millrace (backtest opening-range .*)$/m.exec(readme)?.[1] ?? '';
    const words = command.replaceAll('"', '').replace('file:samples', `file:${root}/samples`).split(' ');
    const { stdout, code } = await said([...words, '--json']);
    expect(code).toBe(0);
    const { trades } = JSON.parse(stdout) as RunDocument; // what --json prints
    expect(trades.length).toBeGreaterThanOrEqual(1);
    for (const { entryAt, exitAt } of trades) {
      // 09:30 to 16:00 in New York's summer, with half an hour for the range.
      expect(Date.parse(entryAt)).toBeGreaterThan(Date.parse('2014-05-05T14:00:00Z'));
      expect(Date.parse(exitAt)).toBeLessThanOrEqual(Date.parse('2014-05-05T20:00:00Z'));
    }
  });
});
