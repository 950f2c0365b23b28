// Brings the library that tapes are opened with by somebody else than us, where Python is there without it.
import { spawnSync } from 'node:child_process';
import { findPyarrow, pyarrowFolder } from './find-pyarrow.js';

if (findPyarrow() === undefined) {
  const command = process.env.MILLRACE_PYTHON ?? 'python3';
  const options = [
    '--quiet',
    '--disable-pip-version-check',
    '--root-user-action=ignore',
    '--target',
    pyarrowFolder,
  ];
  const { status } = spawnSync(command, ['-m', 'pip', 'install', ...options, 'pyarrow>=20'], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
