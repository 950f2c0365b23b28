import { type Command, Option } from 'commander';
import type { OperatorCommand } from '../domain/operator-command.js';
import type { Shown, ShowOptions } from './commands/show-engine.js';
import type { TellOptions } from './commands/tell-engine.js';

/** The heading of these commands in the help. */
export const ENGINE_COMMANDS = 'A running engine:';

/** Adds the commands that show a running engine and those that tell it something. */
export const addEngine = (root: Command): Command => {
  const before = [...root.commands];
  addShown(root);
  addBrakes(root);
  addOrders(root);
  addReconcile(root);
  addPipelines(root);
  addLimits(root);
  addReload(root);
  for (const command of root.commands) if (!before.includes(command)) command.helpGroup(ENGINE_COMMANDS);
  return root;
};

const addShown = (root: Command): void => {
  withRun(root.command('watch'))
    .description('show a running engine: positions, P&L, orders, rates, lag, gaps, last reasons')
    .action(async (options: { run?: string }) => {
      const { watchCommand } = await import('./commands/watch.js');
      await watchCommand(options);
    });
  show(root, 'status', 'how a running engine stands, what keeps new risk away, and what is not heard');
  show(root, 'orders', 'its orders that may still fill');
  show(root, 'positions', 'what it holds: each pipeline, and the account');
  show(root, 'fills', 'its last fills');
};

const addBrakes = (root: Command): void => {
  tell(root.command('pause'), 'optional')
    .description('let nothing pass that adds risk until resume; orders stay')
    .action((options: TellOptions) => told({ kind: 'pause' }, options));
  tell(root.command('resume'), 'optional')
    .description('take a pause back')
    .action((options: TellOptions) => told({ kind: 'resume' }, options));
  tell(root.command('kill'), 'required')
    .description('take back orders that could add risk, and let none pass until unlatch')
    .action((options: TellOptions) => told({ kind: 'kill' }, options));
  tell(root.command('unlatch'), 'required')
    .description('take a kill back')
    .action((options: TellOptions) => told({ kind: 'unlatch' }, options));
};

const addOrders = (root: Command): void => {
  tell(root.command('cancel'), 'optional')
    .description('take back an order')
    .argument('[order]', 'its id, such as 1-3')
    .option('--all', 'all that work', false)
    .action(async (order: string | undefined, options: TellOptions & { all: boolean }) => {
      const { cancelCommand } = await import('./commands/tell-engine.js');
      await cancelCommand(order, options);
    });
  tell(root.command('flatten'), 'required')
    .description('take back orders and close what is held: of a symbol, or of all')
    .argument('[symbol]', 'all if not said')
    .action((symbol: string | undefined, options: TellOptions) =>
      told({ kind: 'flatten', symbol: symbol ?? null }, options),
    );
};

const addReconcile = (root: Command): void => {
  tell(root.command('reconcile'), 'required')
    .description('take what the broker holds for true where nobody knows better')
    .argument('[symbol]', 'if not said, all that is about no known symbol')
    .requiredOption('--accept', 'the books follow it by an adjustment, and the symbol is free again')
    .option('--pipeline <id>', 'whose books, where several trade the symbol')
    .action((symbol: string | undefined, options: TellOptions & { pipeline?: string }) =>
      told({ kind: 'reconcile', symbol: symbol ?? null, pipeline: options.pipeline ?? null }, options),
    );
};

const addPipelines = (root: Command): void => {
  for (const kind of ['enable', 'disable'] as const) {
    tell(root.command(kind), 'optional')
      .description(kind === 'enable' ? 'let a pipeline take risk again' : 'let a pipeline add no risk')
      .argument('<id>', 'the id of a pipeline in the run')
      .action((pipeline: string, options: TellOptions) => told({ kind, pipeline }, options));
  }
};

const addLimits = (root: Command): void => {
  const limits = root.command('limits').description('show or set the risk limits of a running engine');
  show(limits, 'limits', 'the limits as they hold now');
  tell(limits.command('set'), 'required')
    .description('set limits; what is not named stays')
    .argument('<limit...>', 'such as maxOrderQuantity=100; null takes one away')
    .action(async (texts: string[], options: TellOptions) => {
      const { setLimitsCommand } = await import('./commands/tell-engine.js');
      await setLimitsCommand(texts, options);
    });
};

const addReload = (root: Command): void => {
  tell(root.command('reload'), 'required')
    .description('read its configuration anew: limits and bounds change at once, or nothing does')
    .action((options: TellOptions) => told({ kind: 'reload', changes: [] }, options));
};

const show = (root: Command, what: Shown, description: string): void => {
  // The limits stand one command deeper, where it is `show`.
  withRun(root.command(what === 'limits' ? 'show' : what))
    .description(description)
    .option('--json', 'print one JSON document', false)
    .action(async (options: ShowOptions) => {
      const { showEngineCommand } = await import('./commands/show-engine.js');
      await showEngineCommand(what, options);
    });
};

const told = async (command: OperatorCommand, options: TellOptions): Promise<void> => {
  const { tellEngineCommand } = await import('./commands/tell-engine.js');
  await tellEngineCommand(command, options);
};

const withRun = (command: Command): Command =>
  command.option('--run <dir>', 'the folder of the run; else the only engine that runs');

const tell = (command: Command, reason: 'required' | 'optional'): Command =>
  withRun(command)
    .addOption(
      new Option('--why <text>', 'the reason, for the journal').makeOptionMandatory(reason === 'required'),
    )
    .option('--who <name>', 'who says so; else the user of this process')
    .option('--json', 'print one JSON document', false);
