import { Argument, Command } from 'commander';
import { addEngine } from './add-engine.js';
import { addLive } from './add-live.js';
import { addSweep } from './add-sweep.js';
import { addTapes } from './add-tapes.js';
import type { BacktestOptions } from './commands/backtest.js';
import type { ConfigShowOptions } from './commands/config-show.js';
import type { ExplainOptions } from './commands/explain.js';
import type { IngestOptions } from './commands/ingest.js';
import type { InspectOptions } from './commands/inspect.js';
import { print } from './print.js';
import { addRunOptions, collect, MAX_BAD } from './run-options.js';
import { completionScripts } from './templates/completion-scripts.js';
import { version } from './version.js';

/** All commands; what a command does is loaded when it is called. */
export const program = (): Command => {
  const root = new Command('millrace')
    .description('Reactive stream processing for trading: one pipeline file, backtested, on paper and live.')
    .version(version())
    .exitOverride()
    // exitWith says what was wrong, with its code.
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true });
  for (const add of COMMANDS) add(root);
  return root;
};

const addBacktest = (root: Command): Command =>
  addRunOptions(
    root
      .command('backtest')
      .description('run pipelines over recorded market data')
      .argument('<pipeline...>', 'names in pipelines/ or paths to files; ID=NAME gives an id of your own'),
    ['--param <key=value>', "a pipeline's parameter; with several pipelines ID.key=value"],
  )
    .option('--out <dir>', 'write run.json, journal, marks, equity.csv, trades.csv and report.html there')
    .option('--journal-to <uri>', 'publish the journal as well: kafka:TOPIC')
    .option('--json', 'print one JSON document instead of the summary', false)
    .action(async (names: string[], options: BacktestOptions) => {
      const { backtestCommand } = await import('./commands/backtest.js');
      await backtestCommand(names, options);
    });

const addIngest = (root: Command): Command =>
  root
    .command('ingest')
    .description('check and order market data once, and keep it as a tape or a topic')
    .argument('<uri...>', 'sources: file:PATH of csv, csv.gz or parquet; tape:PATH; kafka:TOPIC')
    .requiredOption('--to <uri>', 'tape:PATH, or kafka:TOPIC?partitions=4&codec=arrow&compression=zstd')
    .option('--max-bad <rows>', 'how many rows may be left out: 100, or a share such as 0.1%', MAX_BAD)
    .option('--config <file>', 'a yaml file of settings', collect, [])
    .option('--set <path=value>', 'a setting', collect, [])
    .option('--json', 'print one JSON document', false)
    .action(async (uris: string[], options: IngestOptions) => {
      const { ingestCommand } = await import('./commands/ingest.js');
      await ingestCommand(uris, options);
    });

const addInspect = (root: Command): Command =>
  root
    .command('inspect')
    .description('show what a source has, or the parameters of a pipeline')
    .argument('<what>', 'a source URI or a pipeline')
    .option('--bars <length>', 'bars of this length: 1s 5m 1h 1d 1w 1mo')
    .option('--csv', 'print the bars as csv', false)
    .option('--json', 'print what a source has as one JSON document', false)
    .option('--max-bad <records>', 'how many records of a topic may be left out: 100, or 0.1%', MAX_BAD)
    .option('--config <file>', 'a yaml file of settings', collect, [])
    .option('--set <path=value>', 'a setting', collect, [])
    .action(async (what: string, options: InspectOptions) => {
      const { inspectCommand } = await import('./commands/inspect.js');
      await inspectCommand(what, options);
    });

const addReport = (root: Command): Command =>
  root
    .command('report')
    .description("rebuild a run's statistics and report: from journal and marks, or from what was recorded")
    .argument('<dir>', 'the folder of a backtest (--out), or of a run on paper or live')
    .option('--json', 'print the JSON document', false)
    .action(async (dir: string, options: { json: boolean }) => {
      const { reportCommand } = await import('./commands/report.js');
      await reportCommand(dir, options);
    });

const addCompare = (root: Command): Command =>
  root
    .command('compare')
    .description('show what two runs were told differently, where they part, and what came of it')
    .argument('<a>', 'the folder of a backtest (--out), or of a run on paper or live')
    .argument('<b>', 'another one')
    .option('--json', 'print the JSON document', false)
    .action(async (a: string, b: string, options: { json: boolean }) => {
      const { compareCommand } = await import('./commands/compare.js');
      await compareCommand({ a, b }, options);
    });

const addExplain = (root: Command): Command =>
  root
    .command('explain')
    .description('tell why an order was sent: order, approval, intent, and the event that caused it')
    .argument('<order>', 'an order id such as 1-3')
    .option('--journal <file>', 'journal.jsonl of a run, or its folder')
    .option('--run <dir>', 'the folder of a run on paper or live; without either the only one that runs')
    .action(async (order: string, options: ExplainOptions) => {
      const { explainCommand } = await import('./commands/explain.js');
      await explainCommand(order, options);
    });

const addNew = (root: Command): Command => {
  const made = root.command('new').description('write a new file to start from');
  return made
    .command('pipeline')
    .argument('<name>', 'kebab-case, such as my-idea')
    .description('write pipelines/NAME.ts and its marble test')
    .action(async (name: string) => {
      const { newPipelineCommand } = await import('./commands/new-pipeline.js');
      await newPipelineCommand(name);
    });
};

const addConfig = (root: Command): Command => {
  const config = root.command('config').description('show the settings of a run, or their JSON schema');
  config
    .command('show')
    .description('every setting as a backtest takes it, where it comes from, and what it means')
    .option('--config <file>', 'a yaml file of settings, several times for several', collect, [])
    .option('--set <path=value>', 'a setting, such as broker.cash=10000', collect, [])
    .option('--rules <name>', 'the rule set of broker and statistics')
    .option('--json', 'print one JSON document', false)
    .action(async (options: ConfigShowOptions) => {
      const { configShowCommand } = await import('./commands/config-show.js');
      await configShowCommand(options);
    });
  return config
    .command('schema')
    .description('print the JSON schema of a yaml file of settings, for editors')
    .action(async () => {
      const { configSchemaCommand } = await import('./commands/config-schema.js');
      await configSchemaCommand();
    });
};

const addCompletion = (root: Command): Command => {
  root
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[]) => {
      const { completeCommand } = await import('./commands/complete.js');
      await completeCommand(root, words);
    });
  return root
    .command('completion')
    .description('print a script by which a shell completes commands, options, pipelines and rule sets')
    .addArgument(new Argument('<shell>').choices(Object.keys(completionScripts)))
    .action(async (shell: string) => {
      await print(completionScripts[shell] ?? '');
    });
};

const COMMANDS = [
  addBacktest,
  addLive,
  addSweep,
  addIngest,
  addTapes,
  addInspect,
  addReport,
  addCompare,
  addExplain,
  addEngine,
  addNew,
  addConfig,
  addCompletion,
];
