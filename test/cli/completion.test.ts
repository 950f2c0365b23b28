import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeNeeding } from '../describe-needing.js';
import { main, ran } from './ran.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { folder, path, write } = scratch();
const isHere = (shell: string): boolean => spawnSync(shell, ['-c', ':']).status === 0;

beforeAll(async () => {
  // The command as a shell finds it, and a pipeline of the user's own.
  mkdirSync(path('bin'));
  writeFileSync(path('bin', 'millrace'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(path('bin', 'millrace'), 0o755);
  write('pipelines/my-idea.ts', '');
  write('prices.csv', '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout, code } = await ran(['completion', shell]);
    expect(code).toBe(0);
    write(`completion.${shell}`, stdout);
  }
});

const PATH = `${path('bin')}:${process.env.PATH ?? ''}`;
const script = (shell: string, text: string): readonly string[] => {
  const options = { cwd: folder, encoding: 'utf8', env: { HOME: folder, PATH } } as const;
  const { stdout, stderr } = spawnSync(shell, ['-c', text], options);
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
};

/** What bash offers at the end of a line: like readline it sets the words and calls what is registered. */
const bash = (...words: readonly string[]): readonly string[] => {
  const quoted = ['millrace', ...words].map((word) => `'${word}'`).join(' ');
  return script(
    'bash',
    `source ./completion.bash; source ./completion.bash
    called=$(complete -p millrace | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}
    compopt() { :; }
    "$called"; printf '%s\\n' "\${COMPREPLY[@]}"`,
  );
};

const need = { found: isHere('bash') ? 'bash' : undefined, missing: 'no bash on this machine' };

describeNeeding('completion in bash', need, () => {
  it('offers what the command line knows, a word each', () => {
    expect(bash('ba')).toEqual(['backtest']);
    expect(bash('backtest', 'my')).toEqual(['my-idea']);
    expect(bash('backtest', 'sma-cross', '--rules', 'back')).toEqual(['backtesting.py', 'backtrader']);
  });

  it('leaves files to bash', () => {
    expect(bash('backtest', 'sma-cross', '--config', '')).toEqual([]);
    expect(script('bash', 'source ./completion.bash; complete -p millrace')[0]).toContain('-o default');
  });
});

describe('completion', () => {
  // Few machines have these shells, and none need them.
  for (const shell of ['zsh', 'fish'].filter(isHere)) {
    it(`gives a script that ${shell} reads, also twice`, () => {
      const before = shell === 'zsh' ? 'autoload -U compinit; compinit -u -D; ' : '';
      const read = `source ./completion.${shell};`;
      expect(script(shell, `${before}${read}${read} echo read`)).toEqual(['read']);
    });
  }

  it('refuses a shell that it does not know', async () => {
    const { stderr, code } = await said(['completion', 'tcsh']);
    expect(stderr).toContain('Allowed choices are bash, zsh, fish. See millrace completion --help.');
    expect(code).toBe(2);
  });
});
