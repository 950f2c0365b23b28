#!/usr/bin/env node
import { EXIT } from '../domain/error-codes.js';
import { commandIn } from './command-in.js';
import { exitWith } from './exit-with.js';
import { print } from './print.js';
import { program } from './program.js';

// What cannot be written is told by the write itself; whoever reads us may have seen enough (`| head`).
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.on('uncaughtException', (error) => {
  // A run that is going on listens itself, and ends in order.
  if (process.listenerCount('uncaughtException') > 1) return;
  exitWith(error);
  process.exit();
});

/** The command line: the only place that reads argv and environment and sets the exit code. */
const root = program();
try {
  await root.parseAsync(process.argv);
  process.exitCode ??= EXIT.ok;
} catch (error) {
  exitWith(error, commandIn(root, process.argv.slice(2)));
}
// What was printed last gets out; a failure has been told by then.
await print('').catch(() => false);
// A pipeline may have left timers of its own behind, which would hold the process up for ever.
process.exit();
