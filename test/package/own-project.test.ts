import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { pipelineTemplate } from '../../src/cli/templates/pipeline-template.js';
import type { RunDocument } from '../../src/report/run-result.js';
import { dailyBars } from '../cli/daily-bars.js';
import { root } from '../cli/ran.js';
import { scratch } from '../cli/scratch.js';
import { describeNeeding } from '../describe-needing.js';

const { folder, path, write } = scratch();

/** Neither jest nor npm, which may have called us, is to say anything to the commands of this project. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS$|JEST_|MILLRACE_)/i.test(name)),
);

const ran = (command: string, words: readonly string[], cwd = folder) => {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
};

const millrace = (...words: readonly string[]) => ran('npx', ['--no-install', 'millrace', ...words]);

/** The options of a project that checks its types as strictly as it can, declarations of ours too. */
const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    types: ['node'],
    // The compiler's own, which say nothing of ours.
    skipDefaultLibCheck: true,
  },
  include: ['*.ts', 'pipelines', 'test'],
};

/** Packs what is built and installs it; false where npm reaches no registry and has kept nothing. */
const installed = (): boolean => {
  const packed = ran('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], root);
  if (packed.code !== 0) throw new Error(packed.stderr);
  write('package.json', '{ "name": "mine", "private": true, "type": "module" }\n');
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, stderr } = ran('npm', ['install', ...quiet, `./${packed.stdout.trim()}`]);
  if (code !== 0 && !/ENOTFOUND|ENOTCACHED|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/.test(stderr))
    throw new Error(stderr);
  return code === 0;
};

const need = { found: installed() ? folder : undefined, missing: 'npm reaches no registry to install from' };

describeNeeding('the package in a project of its user', need, () => {
  beforeAll(() => {
    write('my-pipeline.ts', pipelineTemplate('my-pipeline'));
    write('prices.csv', dailyBars(200));
  });

  it('stands on nothing of this checkout', () => {
    expect(realpathSync(path('node_modules/millrace')).startsWith(realpathSync(folder))).toBe(true);
    expect(folder.startsWith(root)).toBe(false);
  });

  it('brings one rxjs and one zod, where the project itself finds them', () => {
    for (const name of ['rxjs', 'zod']) {
      expect(existsSync(path('node_modules', name))).toBe(true);
      expect(existsSync(path('node_modules/millrace/node_modules', name))).toBe(false);
    }
  });

  it('has the pages that its README leads to', () => {
    const inside = (page: string) => path('node_modules/millrace', page);
    const pages = [...readFileSync(inside('README.md'), 'utf8').matchAll(/\]\((docs\/[^)#]+)/g)];
    expect(pages.length).toBeGreaterThan(0);
    for (const [, page = ''] of pages) expect(existsSync(inside(page))).toBe(true);
  });

  it("runs the user's own pipeline, its trades and its report", () => {
    const source = 'file:prices.csv?symbol=X&every=1d';
    const words = ['--source', source, '--param', 'symbols=X', '--param', 'span=5', '--json', '--out', 'out'];
    const { code, stdout } = millrace('backtest', './my-pipeline.ts', ...words);
    expect(code).toBe(0);
    // The close swings once in 24 days: eight times in 200.
    expect((JSON.parse(stdout) as RunDocument).trades).toHaveLength(8);
    expect(readdirSync(path('out'))).toContain('report.html');
  });

  it('makes a new pipeline there, whose test passes under node:test and fails when turned around', () => {
    const { stdout } = millrace('new', 'pipeline', 'told');
    const command = /^ {2}node (.*)$/m.exec(stdout)?.[1] ?? '';
    const tested = () => ran(process.execPath, command.split(' ')).code;
    expect(command).not.toBe('');
    expect(tested()).toBe(0);
    const text = readFileSync(path('pipelines/told.ts'), 'utf8');
    write('pipelines/told.ts', text.replace('close > average', 'close < average'));
    expect(tested()).toBe(1);
    write('pipelines/told.ts', text);
  });

  it('says how to run it on a sample that is there', () => {
    const { stdout } = millrace('new', 'pipeline', 'sampled');
    const [, sample = ''] = /file:(.*)\?symbol=SPY/.exec(stdout) ?? [];
    expect(existsSync(resolve(folder, sample))).toBe(true);
  });

  it('has types that a strict project takes', () => {
    write('tsconfig.json', JSON.stringify(TSCONFIG));
    const tsc = resolve(root, 'node_modules/typescript/bin/tsc');
    expect(ran(process.execPath, [tsc, '-p', '.'])).toMatchObject({ code: 0, stdout: '' });
  });
});
