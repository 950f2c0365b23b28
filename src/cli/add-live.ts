import type { Command } from 'commander';
import type { ScriptedBrokerOptions } from './commands/scripted-broker.js';
import type { TradeOptions } from './commands/trade.js';
import { addRunOptions, collect, wholeNumber } from './run-options.js';

/** Adds the commands that run pipelines on the wall's clock. */
export const addLive = (root: Command): Command => {
  addPaper(root);
  addReal(root);
  addScriptedBroker(root);
  return addVerify(root);
};

const addPaper = (root: Command): Command =>
  trading(root.command('paper'), 'paper').description(
    "trade on paper: the wall's clock, a simulated broker, everything recorded",
  );

const addReal = (root: Command): Command =>
  trading(
    root
      .command('live')
      .option('--broker <uri>', 'whom orders go to, such as scripted:venue.sock: outside.broker'),
    'live',
  ).description('trade with a broker outside of this process: what it says is recorded, and so is the rest');

const trading = (command: Command, mode: TradeOptions['mode']): Command =>
  addRunOptions(
    command.argument(
      '<pipeline...>',
      'names in pipelines/ or paths to files; ID=NAME gives an id of your own',
    ),
    ['--param <key=value>', "a pipeline's parameter; with several pipelines ID.key=value"],
  )
    .option('--out <dir>', "the run's folder; what is there is gone on with")
    .option('--history <uri>', 'recorded rows that warm up before lines are heard', collect, [])
    .option('--journal-to <uri>', 'publish the journal as well: kafka:TOPIC')
    .option('--new-segment <why>', 'go on with positions and orders under other code or settings')
    .option('--json', 'print one JSON document at the end instead of the summary', false)
    .action(async (names: string[], options: Omit<TradeOptions, 'mode'>) => {
      const { tradeCommand } = await import('./commands/trade.js');
      await tradeCommand(names, { ...options, mode });
    });

const addScriptedBroker = (root: Command): Command =>
  root
    .command('scripted-broker')
    .description('be a broker with laws and faults of its own, for tests and demonstrations of millrace live')
    .argument('<socket>', 'the path of the socket that it listens at')
    .requiredOption('--source <uri>', 'its market: what live follows, several times for several', collect, [])
    .option('--set <path=value>', 'a setting', collect, [])
    .option('--config <file>', 'a yaml file of settings', collect, [])
    .option('--faults <names>', 'what it does wrong, by comma; all if it says all', '')
    .option('--seed <number>', 'seed of its chances', wholeNumber, 1)
    .option('--log <file>', 'where it writes what truly happened; else to stdout')
    .action(async (socket: string, options: ScriptedBrokerOptions) => {
      const { scriptedBrokerCommand } = await import('./commands/scripted-broker.js');
      await scriptedBrokerCommand(socket, options);
    });

const addVerify = (root: Command): Command =>
  root
    .command('verify')
    .description('replay a recorded run and prove that it decides the same; leaves certificate.json')
    .argument('<run>', "the run's folder")
    .option('--json', 'print the certificate instead of the summary', false)
    .action(async (folder: string, options: { json: boolean }) => {
      const { verifyCommand } = await import('./commands/verify.js');
      await verifyCommand(folder, options);
    });
