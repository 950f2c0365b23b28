import { describe, expect, it } from '@jest/globals';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import { scratch } from '../scratch.js';
import { HELD_LINES, HOLDER, heldSource } from './holder.js';
import { paperHere } from './paper-here.js';

const { path, write } = scratch();
const source = heldSource(write('rows.jsonl', HELD_LINES.map((line) => `${line}\n`).join('')));

const QUANTITY = 'Math.round(price * 100) % steps';
const HEARD = 'trade$.pipe(\n';

/** The pipeline with something else in the place of its quantity, and of the way to it. */
const changed = (name: string, quantity: string, operator = ''): string => {
  const text = HOLDER.replace(QUANTITY, quantity).replace(HEARD, `${HEARD}${operator}`);
  expect(text).not.toBe(HOLDER);
  return write(`${name}.ts`, `import { from, mergeMap, tap } from 'rxjs';\nlet late = 0;\n${text}`);
};

const runOf = async (name: string, pipeline: string) => {
  const folder = path(`run-${name}`);
  const ran = await paperHere({ folder, names: [pipeline], source });
  return { folder, ...ran };
};

// Date and Math of jest are not those of a loaded file: `in-turn.test.ts` has them, and the command's test.
describe('a pipeline that asks for what no recording holds runs, and verify says what it asked for', () => {
  it.each([
    ['the wall clock', 'performance.now() * 1_000 % 97', 'performance.now()'],
    ['chance', 'Number(`0x${crypto.randomUUID().slice(0, 6)}`)', 'crypto.randomUUID()'],
  ])('%s: its decisions do not come again', async (what, quantity, call) => {
    const name = what.replaceAll(' ', '-');
    const { folder, entries } = await runOf(name, changed(name, quantity));
    expect(entries.length).toBeGreaterThan(300);
    const verdict = await verifyRun(folder);
    const where: unknown = expect.stringMatching(new RegExp(`${name}\\.ts:\\d+:\\d+$`));
    const impure: unknown = expect.arrayContaining([{ pipeline: name, call, where }]);
    expect(verdict).toMatchObject({ verdict: 'DIVERGED', impure });
    if (verdict.verdict !== 'DIVERGED') return;
    // The first intent is the third entry, and of the first row.
    expect(verdict.parting).toMatchObject({ entry: 3, input: 2 });
  });

  it('and where it changed nothing this time, that is no proof for the next', async () => {
    const { folder } = await runOf('idle', changed('idle', `performance.now() > 0 ? ${QUANTITY} : 0`));
    const reason: unknown = expect.stringMatching(
      /^pipeline idle asked for performance\.now\(\) at .*idle\.ts:/,
    );
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'UNVERIFIABLE', reason });
  });

  it('a date that is made of what it was given is none of these', async () => {
    const quantity = `new Date(1e12).getTime() > 0 ? ${QUANTITY} : 0`;
    const { folder } = await runOf('dated', changed('dated', quantity));
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
  });

  it.each([
    ['waiting', 'mergeMap((trade) => from(Promise.resolve(trade))),'],
    ['counting', 'tap(() => void Promise.resolve().then(() => (late += 1))),'],
  ])('a promise in a pipeline that is %s for it', async (name, operator) => {
    const quantity = name === 'counting' ? `(late % 3) + ${QUANTITY}` : QUANTITY;
    const pipeline = changed(name, quantity, operator);
    const { folder } = await runOf(name, pipeline);
    const verdict = await verifyRun(folder);
    expect(['DIVERGED', 'UNVERIFIABLE']).toContain(verdict.verdict);
    expect(JSON.stringify(verdict)).toContain('a promise');
    expect(JSON.stringify(verdict)).toMatch(new RegExp(`${name}\\.ts:\\d+:\\d+`));
  });
});

describe('a pipeline whose file was changed since', () => {
  it('cannot be verified: it is not the code that ran', async () => {
    const pipeline = changed('edited', `1 + ${QUANTITY}`);
    const { folder } = await runOf('edited', pipeline);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
    changed('edited', `2 + ${QUANTITY}`);
    const reason = 'pipeline edited is not the code that ran';
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'UNVERIFIABLE', reason });
  });
});
