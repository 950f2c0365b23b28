import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunDocument } from '../../src/report/run-result.js';
import { dailyBars } from './daily-bars.js';
import { ran, root } from './ran.js';
import { scratch } from './scratch.js';

const { folder, path, write, names } = scratch();

interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[];
  }[];
}

/** Runs the tests of the folder as `npm test` would, with millrace as it stands here. */
const tested = (): JestReport => {
  const config = `import base from '${root}/jest.config.js';
    const inCheckout = (value) => JSON.parse(JSON.stringify(value).replaceAll('<rootDir>', '${root}'));
    const { '\\\\.ts$': [, options] } = base.transform;
    export default {
      ...inCheckout(base),
      rootDir: '${folder}',
      testMatch: base.testMatch,
      transform: { '\\\\.ts$': ['${root}/node_modules/@swc/jest/index.js', options] },
      reporters: [],
      setupFiles: [],
      globalSetup: undefined,
      globalTeardown: undefined,
    };`;
  write('jest.config.mjs', config);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const words = ['--experimental-vm-modules', jest, '--config', path('jest.config.mjs'), '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return JSON.parse(stdout) as JestReport;
};

describe('new pipeline', () => {
  beforeAll(async () => {
    symlinkSync(join(root, 'node_modules'), path('node_modules'));
    const { code } = await ran(['new', 'pipeline', 'my-idea'], { cwd: folder });
    expect(code).toBe(0);
  });

  it('says what it wrote and what comes next', async () => {
    const { stdout, stderr, code } = await ran(['new', 'pipeline', 'told'], { cwd: folder });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const [first, second] = stdout.split('\n');
    expect([first, second]).toEqual(['wrote pipelines/told.ts', 'wrote test/pipelines/told.test.ts']);
    expect(stdout).toContain('npm test -- told\n');
    expect(stdout).toMatch(/npx millrace backtest told --source .* --out out\/told\n/);
  });

  it('never writes over a file, nor one of its two', async () => {
    const before = names();
    const again = await ran(['new', 'pipeline', 'my-idea'], { cwd: folder });
    expect(again.stderr).toContain('USAGE_INVALID: pipelines/my-idea.ts is there already');
    expect(again.code).toBe(2);
    write('test/pipelines/half.test.ts', '');
    const half = await ran(['new', 'pipeline', 'half'], { cwd: folder });
    expect(half.stderr).toContain('test/pipelines/half.test.ts is there already');
    expect(existsSync(path('pipelines/half.ts'))).toBe(false);
    expect(names()).toEqual([...before, 'test/pipelines/half.test.ts'].sort());
    write('test/pipelines/half.test.ts', "import { it } from '@jest/globals';\nit.todo('nothing');\n");
  });

  it('gives a strategy that runs, and names that a language has taken work too', async () => {
    const source = `file:${write('x.csv', dailyBars(200))}?symbol=X&every=1d`;
    for (const name of ['my-idea', 'class']) {
      if (name === 'class') await ran(['new', 'pipeline', name], { cwd: folder });
      const words = [
        'backtest',
        name,
        '--source',
        source,
        '--param',
        'symbols=X',
        '--param',
        'span=5',
        '--json',
      ];
      const { stdout, code } = await ran(words, { cwd: folder });
      expect(code).toBe(0);
      // The close swings once in 24 days: eight times in 200.
      expect((JSON.parse(stdout) as RunDocument).trades).toHaveLength(8);
    }
  });

  it('gives a test that passes, and fails when the comparison is turned around or made looser', () => {
    const pipeline = readFileSync(path('pipelines/my-idea.ts'), 'utf8');
    const test = readFileSync(path('test/pipelines/my-idea.test.ts'), 'utf8');
    const turned = { less: '<', loose: '>=' };
    for (const [name, sign] of Object.entries(turned)) {
      const changed = pipeline.replace('close > average', `close ${sign} average`);
      expect(changed).not.toBe(pipeline);
      write(`pipelines/${name}.ts`, changed);
      write(`test/pipelines/${name}.test.ts`, test.replace('pipelines/my-idea.js', `pipelines/${name}.js`));
    }
    const { testResults } = tested();
    const outcome = (name: string) =>
      testResults
        .find((one) => one.name.endsWith(`/${name}.test.ts`))
        ?.assertionResults.map(({ status }) => status);
    expect(outcome('my-idea')).toEqual(['passed']);
    expect(outcome('told')).toEqual(['passed']);
    expect(outcome('class')).toEqual(['passed']);
    expect(outcome('less')).toEqual(['failed']);
    expect(outcome('loose')).toEqual(['failed']);
    // It fails for the reason it should: another weight, not a mistake in the file.
    expect(testResults.find((one) => one.name.endsWith('/less.test.ts'))?.message).toMatch(
      /toEqual|Expected/,
    );
  });
});
