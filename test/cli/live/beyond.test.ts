import { appendFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import type { Comparison } from '../../../src/report/compare/compare-runs.js';
import { said } from '../said.js';
import { scratch } from '../scratch.js';
import { editJournal, forge } from './forge.js';
import { HELD_LINES, HOLDER, heldSource } from './holder.js';
import { paperHere } from './paper-here.js';

const { path, write } = scratch();
const run = path('run');
let lines: readonly string[] = [];

beforeAll(async () => {
  const rows = HELD_LINES.slice(0, 120).map((line) => `${line}\n`);
  const source = heldSource(write('rows.jsonl', rows.join('')));
  await paperHere({ folder: run, names: [write('holder.ts', HOLDER)], source });
  lines = readFileSync(join(run, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1);
});

const copied = (name: string): string => {
  cpSync(run, path(name), { recursive: true });
  return path(name);
};

const notesOf = async (folder: string): Promise<readonly string[]> => {
  const { stdout, stderr } = await said(['compare', run, folder, '--json']);
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as Comparison).b.notes; // what it printed
};

describe('a journal and its replay that do not end together are seen by compare, report and verify', () => {
  it('where lines stand behind the last that any input brought', async () => {
    const folder = copied('appended');
    const fill = lines.findLast((line) => line.includes('"kind":"fill"')) ?? '';
    appendFileSync(join(folder, 'journal.jsonl'), `${fill}\n${fill}\n`);
    const beyond =
      `has 2 lines in its journal from entry ${lines.length + 1} on that no input brought: ` +
      'they are not in this, and verify does not pass it';
    expect(await notesOf(folder)).toContain(beyond);
    expect((await said(['report', folder])).stdout.replaceAll(/\s+/g, ' ')).toContain(beyond);
    expect(await verifyRun(folder)).toMatchObject({
      verdict: 'DIVERGED',
      parting: { entry: lines.length + 1 },
    });
  });

  it.each([
    [
      'a line too many',
      (all: readonly string[]) => [
        ...all,
        (all.at(-1) ?? '').replace(/"serial":\d+/, `"serial":${all.length + 1}`),
      ],
    ],
    ['the last line gone', (all: readonly string[]) => all.slice(0, -1)],
    ['all gone behind its middle', (all: readonly string[]) => all.slice(0, 100)],
  ])('where it was written anew with %s, and every hash made right', async (name, edit) => {
    const folder = copied(name);
    editJournal(folder, edit);
    await forge(folder);
    const entry = Math.min(edit(lines).length, lines.length) + 1;
    expect(await notesOf(folder)).toEqual([
      `has no figures here: the recording in ${folder}, told again, ` +
        `does not give entry ${entry} as it stands`,
    ]);
    const { stdout, stderr, code } = await said(['report', folder]);
    expect([stdout, code]).toEqual(['', 4]);
    expect(stderr).toContain(`REPORT_IMPOSSIBLE: ${folder} can have no report: the recording in`);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'DIVERGED', parting: { entry } });
  });
});
