import { jest } from '@jest/globals';
import { commandIn } from '../../src/cli/command-in.js';
import { exitWith } from '../../src/cli/exit-with.js';
import { program } from '../../src/cli/program.js';

/** What a command said and how it ended. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs the command line in this process, as `main` does, and gives what it would have shown. */
export const said = async (words: readonly string[]): Promise<Said> => {
  const [stdout, stderr] = [caught(process.stdout), caught(process.stderr)];
  const before = process.exitCode;
  process.exitCode = undefined;
  const root = program();
  try {
    await root.parseAsync(['node', 'millrace', ...words]);
  } catch (error) {
    exitWith(error, commandIn(root, words));
  }
  const code = exitCode();
  process.exitCode = before;
  return { stdout: stdout(), stderr: stderr(), code };
};

/** A function, because the compiler remembers what was assigned above and cannot know who assigned since. */
const exitCode = (): number => Number(process.exitCode ?? 0);

/** Keeps what a stream is given from the terminal; called, gives it and lets the stream go again. */
const caught = (stream: NodeJS.WriteStream): (() => string) => {
  let text = '';
  const write = jest.spyOn(stream, 'write').mockImplementation((...words: readonly unknown[]) => {
    // Node itself may warn of what jest makes it do.
    if (!/ExperimentalWarning|trace-warnings/.test(String(words[0]))) text += String(words[0]);
    const done = words.at(-1) as string | (() => void) | undefined; // its text, or whom to tell
    if (typeof done === 'function') done();
    return true;
  });
  return () => {
    write.mockRestore();
    return text;
  };
};
