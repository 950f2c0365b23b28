import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { millrace } from '../../golden/millrace.js';
import { scratch } from '../scratch.js';

const SOURCE = 'file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total&speed=step';
const words = (folder: string, fast = 10): readonly string[] => [
  'paper',
  'sma-cross',
  '--source',
  SOURCE,
  '--param',
  'symbols=SPY',
  '--param',
  `fast=${fast}`,
  '--out',
  folder,
];

describe('verify', () => {
  const { folder } = scratch();
  const run = join(folder, 'run');
  const copied = (name: string): string => {
    const copy = join(folder, name);
    cpSync(run, copy, { recursive: true });
    return copy;
  };
  beforeAll(() => {
    expect(millrace(words(run)).status).toBe(0);
  });

  it('passes a run with the numbers that it compared, and leaves a certificate', () => {
    const { status, stdout } = millrace(['verify', run, '--json']);
    expect(status).toBe(0);
    const said = JSON.parse(stdout) as { verdict: string; inputs: number; decisions: number };
    expect(said).toMatchObject({ verdict: 'PASS' });
    expect(said.inputs).toBeGreaterThan(5_000);
    expect(said.decisions).toBeGreaterThan(500);
    expect(readFileSync(join(run, 'certificate.json'), 'utf8')).toBe(stdout);
  });

  it('passes a run that was taken up again', () => {
    const copy = copied('again');
    expect(millrace(words(copy)).stderr).toContain('taken up again');
    expect(millrace(['verify', copy]).stdout).toContain('PASS');
  });

  it('does not pass a fill whose price was edited', () => {
    const copy = copied('edited');
    const path = join(copy, 'journal.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    const fill = lines.findIndex((line) => line.includes('"kind":"fill"'));
    const right = lines[fill] ?? '';
    lines[fill] = right.replace(/"price":(\d)/, (_, digit) => `"price":${9 - Number(digit)}`);
    writeFileSync(path, lines.join('\n'));
    const { status, stdout } = millrace(['verify', copy]);
    const certificate: unknown = JSON.parse(readFileSync(join(copy, 'certificate.json'), 'utf8'));
    expect(certificate).toMatchObject({ verdict: 'DIVERGED', parting: { entry: fill + 1 } });
    expect(status).toBe(6);
    // Both chains, back to the row, with nothing cut off, and what it is that differs.
    const said = (line: string): string => /"price":([\d.]+)/.exec(line)?.[1] ?? '';
    const [was, is] = [said(lines[fill] ?? ''), said(right)];
    expect(stdout).toMatch(/^as it was decided +as it came out now$/m);
    expect(stdout).toMatch(/^bar:1d \d+ of SPY at \S+ +bar:1d \d+ of SPY at \S+$/m);
    expect(stdout.split(/\s+/)).toEqual(expect.arrayContaining([`${was},`, `${is},`]));
    expect(stdout).toContain(`\nbody.price: ${was} was decided, ${is} came out\n`);
  });

  it('says where a pipeline asked for chance, which its recording does not hold', () => {
    const text = readFileSync('pipelines/sma-cross.ts', 'utf8');
    const chancy = join(folder, 'chancy.ts');
    writeFileSync(
      chancy,
      text.replace('size.weight * share[way]', 'size.weight * share[way] * Math.random()'),
    );
    const copy = join(folder, 'chance');
    expect(millrace(['paper', chancy, ...words(copy).slice(2)]).status).toBe(0);
    const { status, stdout } = millrace(['verify', copy]);
    expect(stdout).toMatch(/^DIVERGED at entry \d+, after input \d+\n/);
    expect(stdout).toMatch(/\npipeline chancy asked for Math\.random\(\) at \S+chancy\.ts:\d+:\d+, which no/);
    expect(status).toBe(6);
  });

  it('cannot say anything of a run of other code', () => {
    const copy = copied('code');
    const path = join(copy, 'segment-1', 'manifest.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/"sma-cross":"../, '"sma-cross":"00'));
    expect(millrace(['verify', copy]).status).not.toBe(0);
  });

  it('refuses to go on with a run under other parameters', () => {
    const { status, stderr } = millrace(words(copied('other'), 12));
    expect(status).toBe(2);
    expect(stderr).toContain('RUN_CHANGED');
  });

  it('misses a file of rows', () => {
    const copy = copied('hole');
    rmSync(join(copy, 'segment-1', 'market-1.arrow'));
    expect(millrace(['verify', copy]).stdout).toContain('INCOMPLETE');
  });
});
