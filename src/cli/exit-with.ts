import { CommanderError } from 'commander';
import { ERRORS, EXIT } from '../domain/error-codes.js';
import { MillraceError } from '../domain/millrace-error.js';

/**
 * Says what went wrong on stderr and sets the exit code; what is not a known error is our
 * bug, with its stack.
 */
export const exitWith = (error: unknown): void => {
  if (error instanceof CommanderError) {
    // commander has already spoken; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return;
  }
  if (error instanceof MillraceError) {
    process.stderr.write(`millrace: ${error.code}: ${error.message}\n`);
    process.exitCode = ERRORS[error.code].exit;
    return;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`millrace: this is a bug in millrace, please report it\n${stack ?? ''}\n`);
  process.exitCode = EXIT.bug;
};
