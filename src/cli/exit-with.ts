import { CommanderError } from 'commander';
import { ERRORS, EXIT } from '../domain/error-codes.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import { usageError } from '../domain/usage-error.js';

/**
 * Says what went wrong on stderr and sets the exit code; what is not a known error is our
 * bug, with its stack.
 *
 * @param command What was called, such as ` backtest`: its own help knows more than that of all.
 */
export const exitWith = (thrown: unknown, command = ''): void => {
  const said: unknown = thrown instanceof CommanderError ? usageErrorOf(thrown) : thrown;
  if (said === null) return;
  const error = said instanceof MillraceError && said.code === 'USAGE_INVALID' ? helped(said, command) : said;
  if (error instanceof MillraceError) {
    process.stderr.write(`millrace: ${error.code}: ${error.message}\n`);
    process.exitCode = ERRORS[error.code].exit;
    return;
  }
  const stack = error instanceof Error ? error.stack : messageOf(error);
  process.stderr.write(`millrace: this is a bug in millrace, please report it\n${stack ?? ''}\n`);
  process.exitCode = EXIT.bug;
};

/** Help that was asked for is no error; help that came for want of a command has been printed already. */
const usageErrorOf = ({ code, exitCode, message }: CommanderError): MillraceError | null => {
  if (exitCode === 0) return null;
  if (code === 'commander.help') return usageError('no command given');
  return usageError(message.replace(/^error: /, '').replaceAll('\n', ' '));
};

const helped = ({ code, facts, cause }: MillraceError, command: string): MillraceError =>
  new MillraceError(code, { ...facts, command }, { cause });
