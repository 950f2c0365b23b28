import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withTables } from '../scripts/readme-tables.js';

describe('README', () => {
  const readme = readFileSync(resolve(import.meta.dirname, '..', 'README.md'), 'utf8');

  it('prints the tables of operators, rules, settings, commands, errors and outcomes as the code has them (npm run readme:tables)', () => {
    for (const name of ['operators', 'rules', 'settings', 'engine', 'errors', 'outcomes'])
      expect(readme).toContain(`<!-- table:${name} -->`);
    expect(readme).toBe(withTables(readme));
  });
});
