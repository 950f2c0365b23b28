import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Where `npm run install:python` puts what Python lacks. */
export const pythonFolder = resolve(import.meta.dirname, '../node_modules/.cache/python');

/** What tests need of Python, by the name that it is imported by: how pip knows it. */
export const PYTHON_PACKAGES = { pyarrow: 'pyarrow>=20', confluent_kafka: 'confluent-kafka>=2.10' } as const;

/** A package of them, by the name that it is imported by. */
export type PythonPackage = keyof typeof PYTHON_PACKAGES;

/** How Python is started where it has a package, its own or ours. */
export interface Python {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A Python with packages: that of MILLRACE_PYTHON, or python3; undefined where there is none. */
export const findPython = (...packages: readonly PythonPackage[]): Python | undefined => {
  const command = process.env.MILLRACE_PYTHON ?? 'python3';
  const withOurs = { ...process.env, PYTHONPATH: pythonFolder };
  const program = `import ${packages.join(', ')}`;
  return [process.env, withOurs]
    .map((env) => ({ command, env }))
    .find(({ env }) => spawnSync(command, ['-c', program], { env }).status === 0);
};
