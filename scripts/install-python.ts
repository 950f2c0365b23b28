// Brings what tapes and topics are opened with by somebody else than us, where Python is there without it.
import { spawnSync } from 'node:child_process';
import { findPython, PYTHON_PACKAGES, type PythonPackage, pythonFolder } from './find-python.js';

const all = Object.keys(PYTHON_PACKAGES) as PythonPackage[]; // a table's own keys
const lacking = all.filter((name) => findPython(name) === undefined);
if (lacking.length > 0) {
  const command = process.env.MILLRACE_PYTHON ?? 'python3';
  const options = [
    '--quiet',
    '--disable-pip-version-check',
    '--root-user-action=ignore',
    '--target',
    pythonFolder,
  ];
  const wanted = lacking.map((name) => PYTHON_PACKAGES[name]);
  const { status } = spawnSync(command, ['-m', 'pip', 'install', ...options, ...wanted], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
