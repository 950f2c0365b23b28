import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { print } from '../print.js';
import { pipelineTemplate } from '../templates/pipeline-template.js';
import { testTemplate } from '../templates/test-template.js';

/** `millrace new pipeline NAME`: a strategy that runs, and a marble test that holds it to its word. */
export const newPipelineCommand = async (name: string): Promise<void> => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw usage(`${name}: write a name such as my-idea`);
  }
  const files = [
    { path: join('pipelines', `${name}.ts`), text: pipelineTemplate(name) },
    { path: join('test', 'pipelines', `${name}.test.ts`), text: testTemplate(name) },
  ];
  const taken = files.find(({ path }) => existsSync(path));
  if (taken) throw usage(`${taken.path} is there already: choose another name`);
  for (const { path, text } of files) await write(path, text);
  const wrote = files.map(({ path }) => `wrote ${path}`);
  await print(`${[...wrote, ...nextSteps(name)].join('\n')}\n`);
};

const usage = (message: string): MillraceError => new MillraceError('USAGE_INVALID', { message });

const nextSteps = (name: string): readonly string[] => [
  'next:',
  `  npm test -- ${name}`,
  `  npx millrace backtest ${name} --source "file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total"` +
    ` --param symbols=SPY --out out/${name}`,
  `  open out/${name}/report.html`,
];

const write = async (path: string, text: string): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    // Never over a file that is there: it may be somebody's work.
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    throw usage(`cannot write ${path}: ${messageOf(cause)}`);
  }
};
