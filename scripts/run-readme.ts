// Runs every command of the README, in order, in an empty clone of what is committed: `npm run readme`.
// A `sh` block is run; a block whose info string ends in a path (```ts pipelines/my-idea.ts) is written
// there. With `-- --tests-follow` the plain `npm test` is left out: the caller runs it next.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Block {
  readonly line: number;
  readonly language: string;
  readonly path: string | undefined;
  readonly text: string;
}

const root = resolve(import.meta.dirname, '..');

const blocksOf = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(/^```(\w+)(?: +(\S+))?\n(.*?)^```$/gms)].map((match) => ({
    line: markdown.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    path: match[2],
    text: match[3] ?? '',
  }));

/** Commands run as a user's would: without CI, so that what this clone lacks is skipped. */
const { CI, ...environment } = process.env;

const run = (command: string, folder: string): boolean => {
  process.stdout.write(`$ ${command.trimEnd()}\n`);
  const options = { cwd: folder, env: environment, stdio: 'inherit' } as const;
  return spawnSync('bash', ['-euo', 'pipefail', '-c', command], options).status === 0;
};

const testsFollow = process.argv.includes('--tests-follow');

/** The clone is already there, so the lines that make one are left out. */
const withoutCloning = (text: string): string => text.replaceAll(/^(git clone .*|cd millrace)\n/gm, '');

const perform = ({ language, path, text }: Block, folder: string): boolean => {
  if (path !== undefined) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return true;
  }
  const command = withoutCloning(text);
  if (testsFollow && command.trim() === 'npm test') return true;
  return language !== 'sh' || command.trim() === '' || run(command, folder);
};

/** What is installed must suffice: the README's first result comes again with the network off. */
const worksOffline = (folder: string): boolean => {
  if (spawnSync('unshare', ['-rn', 'true']).status !== 0) {
    process.stderr.write('skipped: the run with the network off: no unshare on this machine\n');
    return CI !== 'true';
  }
  return run('unshare -rn npm run --silent backtest', folder);
};

const folder = mkdtempSync(join(tmpdir(), 'millrace-readme-'));
try {
  const blocks = blocksOf(readFileSync(join(root, 'README.md'), 'utf8'));
  const cloned = run(`git clone --quiet '${root}' '${folder}'`, root);
  const failed = cloned ? blocks.find((block) => !perform(block, folder)) : undefined;
  const works = cloned && failed === undefined && worksOffline(folder);
  if (failed !== undefined) process.stderr.write(`README.md:${failed.line}: this block failed\n`);
  process.stdout.write(
    works ? `README: ${blocks.length} blocks work\n` : 'README: does not work as written\n',
  );
  process.exitCode = works ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
