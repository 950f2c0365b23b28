import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { packageRoot } from '../../../config/package-root.js';
import { messageOf } from '../../domain/message-of.js';
import { usageError } from '../../domain/usage-error.js';
import { print } from '../print.js';
import { pipelineTemplate } from '../templates/pipeline-template.js';
import { type TestRunner, testTemplate } from '../templates/test-template.js';

/** `millrace new pipeline NAME`: a strategy that runs, and a marble test that holds it to its word. */
export const newPipelineCommand = async (name: string): Promise<void> => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw usageError(`${name}: write a name such as my-idea`);
  }
  const runner = hasJest() ? 'jest' : 'node';
  const files = [
    { path: join('pipelines', `${name}.ts`), text: pipelineTemplate(name) },
    { path: join('test', 'pipelines', `${name}.test.ts`), text: testTemplate(name, runner) },
  ];
  const taken = files.find(({ path }) => existsSync(path));
  if (taken) throw usageError(`${taken.path} is there already: choose another name`);
  for (const { path, text } of files) await write(path, text);
  const wrote = files.map(({ path }) => `wrote ${path}`);
  await print(`${[...wrote, ...nextSteps(name, runner)].join('\n')}\n`);
};

/** Whether the project's tests run under jest; node:test is always there. */
const hasJest = (): boolean => {
  try {
    createRequire(resolve('package.json')).resolve('@jest/globals');
    return true;
  } catch {
    return false;
  }
};

const nextSteps = (name: string, runner: TestRunner): readonly string[] => {
  const test = join('test', 'pipelines', `${name}.test.ts`);
  const sample = relative('.', join(packageRoot(), 'samples', 'SPY.csv'));
  const report = join('out', name, 'report.html');
  return [
    'next:',
    runner === 'jest' ? `  npm test -- ${name}` : `  node --import jiti/register --test ${test}`,
    `  npx millrace backtest ${name} --source "file:${sample}?symbol=SPY&every=1d&adjust=total"` +
      ` --param symbols=SPY --out ${dirname(report)}`,
    `and look at ${report}`,
  ];
};

const write = async (path: string, text: string): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    // Never over a file that is there: it may be somebody's work.
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    throw usageError(`cannot write ${path}: ${messageOf(cause)}`);
  }
};
