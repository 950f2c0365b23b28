import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that somebody may talk to, hear and end. */
export interface Spawned {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when it has said a text on stderr; rejects where it ends before. */
  readonly says: (text: string) => Promise<void>;
  /** All that it said, and how it ended. */
  readonly ended: Promise<{ stdout: string; stderr: string; code: number | null; signal: string | null }>;
}

/** Our variables would say something of their own to a child: jest's, colours, this machine's settings. */
const { NODE_OPTIONS: _jest, FORCE_COLOR: _force, NO_COLOR: _no, ...inherited } = process.env;

/** Starts a process. */
export const spawned = (
  [file = '', ...words]: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Spawned => {
  const child = spawn(file, words, { cwd, env: { ...inherited, ...env } });
  // A run that ends does not read what is still on its way to it.
  child.stdin.on('error', () => undefined);
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text;
    });
  }
  const ended = new Promise<Awaited<Spawned['ended']>>((settle, fail) => {
    child.on('error', fail).on('close', (code, signal) => settle({ ...told, code, signal }));
  });
  const says = async (text: string): Promise<void> => {
    const gone = ended.then(() => {
      throw new Error(`it ended without saying '${text}': ${told.stderr}`);
    });
    while (!told.stderr.includes(text)) await Promise.race([once(child.stderr, 'data'), gone]);
    gone.catch(() => undefined);
  };
  return { child, says, ended };
};
