import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { TABLES, withTables } from '../scripts/readme-tables.js';

it.each(Object.entries(TABLES))(
  '%s prints its tables as the code has them (npm run readme:tables)',
  (page, tables) => {
    const text = readFileSync(resolve(import.meta.dirname, '..', page), 'utf8');
    for (const name of tables) expect(text).toContain(`<!-- table:${name} -->`);
    expect(text).toBe(withTables(text));
  },
);
