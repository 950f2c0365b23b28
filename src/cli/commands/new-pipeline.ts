import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MillraceError } from '../../domain/millrace-error.js';
import { print } from '../print.js';
import { pipelineTemplate } from '../templates/pipeline-template.js';
import { testTemplate } from '../templates/test-template.js';

/** `millrace new pipeline NAME`: a strategy that runs, and a marble test that holds it to its word. */
export const newPipelineCommand = async (name: string): Promise<void> => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new MillraceError('USAGE_INVALID', { message: `${name}: write a name such as my-idea` });
  }
  const files = [
    { path: join('pipelines', `${name}.ts`), text: pipelineTemplate(name) },
    { path: join('test', 'pipelines', `${name}.test.ts`), text: testTemplate(name) },
  ];
  for (const { path, text } of files) await write(path, text);
  const source = '"file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total"';
  const lines = [
    ...files.map(({ path }) => `wrote ${path}`),
    `next: npm test -- ${name}`,
    `      npx millrace backtest ${name} --source ${source} --param symbols=SPY`,
  ];
  await print(`${lines.join('\n')}\n`);
};

/** Never over a file that is there: it may be somebody's work. */
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MillraceError('OUTPUT_UNWRITABLE', { path, reason }, { cause });
  }
};
