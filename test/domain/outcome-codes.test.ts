import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fill } from '../../src/domain/millrace-error.js';
import { OUTCOMES } from '../../src/domain/outcome-codes.js';

const src = resolve(import.meta.dirname, '../../src');

/** All code but the table itself and that of errors, which has codes of the same name. */
const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/(outcome|error)-codes\.ts$/.test(path))
  .map((path) => readFileSync(resolve(src, path), 'utf8'))
  .join('\n');

describe('the table of outcomes', () => {
  it('has no code that nothing says', () => {
    const silent = Object.keys(OUTCOMES).filter((outcome) => !code.includes(`'${outcome}'`));
    expect(silent).toEqual([]);
  });

  it('reads as a sentence of a gap too whose symbol nobody knows', () => {
    const said = fill(OUTCOMES.GAP, { symbol: '', detail: 'line 3: it is no JSON: garbage' });
    expect(said).toMatch(/^\S+( \S+)+: line 3: it is no JSON: garbage$/);
  });
});
