import type { Command } from 'commander';
import { settingsSchema } from '../../config/settings-schema.js';
import { RULE_SETS } from '../brokers/simulated/rule-sets.js';
import { STATISTIC_NAMES } from '../sweep/rank.js';
import { pipelineNames } from './find-pipeline.js';

/**
 * What the word being typed, the last of the words behind the program's name, may become: a command, an
 * option, or a value whose names are known. Nothing where a shell does as well by itself, as with files.
 */
export const completions = (root: Command, words: readonly string[]): readonly string[] => {
  // bash hands over the equals sign of `--rules=lean` as a word of its own.
  const before = words.slice(0, -1).filter((word) => word !== '=');
  const last = words.at(-1) ?? '';
  const typed = last === '=' ? '' : last;
  return wanted(calledIn(root, before), before.at(-1), typed).filter((word) => word.startsWith(typed));
};

/** The command that the words call, or the one that waits for the name of one below it. */
const calledIn = (root: Command, words: readonly string[]): Command => {
  const [word, ...rest] = words;
  const called = root.commands.find((command) => command.name() === word);
  return called ? calledIn(called, rest) : root;
};

const wanted = (command: Command, previous: string | undefined, typed: string): readonly string[] => {
  const help = command.createHelp();
  const options = help.visibleOptions(command);
  const named = options.find(({ long, required }) => required && long === previous);
  if (named) return known(named.name());
  if (typed.startsWith('-')) return options.flatMap(({ long }) => long ?? []);
  const below = help.visibleCommands(command).map((one) => one.name());
  return [...below, ...command.registeredArguments.flatMap((one) => one.argChoices ?? known(one.name()))];
};

/** The values of an option or an argument, by its name. */
const known = (name: string): readonly string[] => {
  if (name === 'rank') return STATISTIC_NAMES;
  if (name === 'rules') return Object.keys(RULE_SETS);
  if (name === 'pipeline' || name === 'what') return pipelineNames();
  if (name === 'limit') return settingNames('risk.').map((setting) => setting.slice('risk.'.length));
  return name === 'set' ? settingNames() : [];
};

const settingNames = (under = ''): readonly string[] =>
  Object.entries(settingsSchema().properties ?? {})
    .flatMap(([name, { properties }]) =>
      properties ? Object.keys(properties).map((key) => `${name}.${key}=`) : [`${name}=`],
    )
    .filter((setting) => setting.startsWith(under));
