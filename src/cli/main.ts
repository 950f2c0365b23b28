#!/usr/bin/env node
import { EXIT } from '../domain/error-codes.js';
import { exitWith } from './exit-with.js';
import { program } from './program.js';

/** The command line: the only place that reads argv and environment and sets the exit code. */
try {
  await program().parseAsync(process.argv);
  process.exitCode ??= EXIT.ok;
} catch (error) {
  exitWith(error);
}
