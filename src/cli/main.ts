#!/usr/bin/env node
import { EXIT } from '../domain/error-codes.js';
import { exitWith } from './exit-with.js';
import { program } from './program.js';

/** The command line: the only place that reads argv and environment and sets the exit code. */
// Whoever reads us may have seen enough (`| head`): then nothing is left to say.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program().parseAsync(process.argv);
  process.exitCode ??= EXIT.ok;
} catch (error) {
  exitWith(error);
}
