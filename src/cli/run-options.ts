import { type Command, InvalidArgumentError } from 'commander';

/** Gathers an option that may be given several times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** How many rows or records may be left out where nothing is said: one of a thousand. */
export const MAX_BAD = '0.1%';

/** Reads an option that is a whole number. */
export const wholeNumber = (value: string): number => {
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError(`expected a whole number up to ${Number.MAX_SAFE_INTEGER}.`);
};

/**
 * The options by which every run is planned, whatever is done with it.
 *
 * @param param What `--param` takes, and what it means.
 */
export const addRunOptions = (command: Command, param: readonly [flags: string, meaning: string]): Command =>
  command
    .option('--source <uri>', 'where events come from, several times for several', collect, [])
    .option(...param, collect, [])
    .option('--set <path=value>', 'a setting, such as broker.cash=10000', collect, [])
    .option('--config <file>', 'a yaml file of settings, several times for several', collect, [])
    .option('--rules <name>', 'the rule set of broker and statistics')
    .option('--from <time>', 'first instant of trading; what comes before warms up')
    .option('--to <time>', 'end of coverage, exclusive')
    .option('--seed <number>', 'seed of every chance in the run', wholeNumber, 1)
    .option(
      '--max-bad <records>',
      `how many records of a topic may be left out: 100, or a share; ${MAX_BAD} of a range unless said`,
    )
    .option('--no-cache', 'read every file as it is, and keep no tape of it')
    .option('--strict', 'timers without a clock, Date.now and Math.random are errors', false);
