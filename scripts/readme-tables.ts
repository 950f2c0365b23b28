// Writes the tables of the README and of docs/ from the code they describe: `npm run readme:tables`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type SettingSchema, settingsSchema } from '../config/settings-schema.js';
import { RULE_SETS } from '../src/brokers/simulated/rule-sets.js';
import { ENGINE_COMMANDS } from '../src/cli/add-engine.js';
import { program } from '../src/cli/program.js';
import { ERRORS } from '../src/domain/error-codes.js';
import { OUTCOMES } from '../src/domain/outcome-codes.js';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const rules = (): string =>
  table(
    ['rules', 'orders meet', 'settings it reads (`broker.*`)', 'statistics', 'what it does not model'],
    Object.values(RULE_SETS).map((rule) => [
      `\`${rule.name}\``,
      rule.matchOn === 'finest' ? 'the finest rows the source has' : "the pipeline's own bars",
      rule.uses.map((name) => `\`${name}\``).join(' '),
      rule.statistics,
      rule.omissions.join(' '),
    ]),
  );

const typeOf = (schema: SettingSchema): string => {
  if (schema.enum) return schema.enum.join(', ');
  if (schema.anyOf)
    return schema.anyOf
      .map(typeOf)
      .filter((type) => type !== '')
      .join(' or ');
  const types = [schema.type ?? 'any'].flat();
  return types.filter((type) => type !== 'null').join(' or ');
};

const settings = (): string => {
  const row = (name: string, schema: SettingSchema): readonly string[] => [
    `\`${name}\``,
    schema.additionalProperties ? 'by name' : typeOf(schema),
    schema.description ?? '',
  ];
  const rows = Object.entries(settingsSchema().properties ?? {}).flatMap(([name, schema]) =>
    schema.properties
      ? Object.entries(schema.properties).map(([key, inner]) => row(`${name}.${key}`, inner))
      : [row(name, schema)],
  );
  return table(['setting', 'value', 'meaning'], rows);
};

const root = resolve(import.meta.dirname, '..');

/** An operator is what a file exports under the file's own name; beside it are helpers and types. */
const operators = (): string => {
  const folder = join(root, 'operators');
  const rows = readdirSync(folder).flatMap((file) => {
    const name = file.replace(/\.ts$/, '').replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const text = readFileSync(join(folder, file), 'utf8');
    const [, doc] = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\nexport const ${name} =`).exec(text) ?? [];
    if (doc === undefined) return [];
    const said =
      doc
        .replaceAll(/\n \* ?/g, '\n')
        .split('\n\n')[0]
        ?.replaceAll('\n', ' ')
        .trim() ?? '';
    return [[name, /^.*?[.?!](?= |$)/.exec(said)?.[0] ?? said]];
  });
  const sorted = rows.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return table(
    ['operator', 'what it does'],
    sorted.map(([name, said = '']) => [`\`${name}\``, said]),
  );
};

const errors = (): string =>
  table(
    ['code', 'exit', 'what happened', 'next step'],
    Object.entries(ERRORS).map(([code, { exit, what, next }]) => [`\`${code}\``, String(exit), what, next]),
  );

const outcomes = (): string =>
  table(
    ['code', 'what it says'],
    Object.entries(OUTCOMES).map(([code, what]) => [`\`${code}\``, what]),
  );

/** The commands below others stand with their whole words. */
const leavesOf = (command: Command, words: string): readonly (readonly [string, string])[] => {
  const named = `${words}${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap((below) => leavesOf(below, `${named} `));
  const musts = command.options.filter(({ mandatory }) => mandatory);
  const options = musts.map(({ long, required }) => ` ${long}${required ? ' …' : ''}`);
  const places = command.registeredArguments.map((one) => {
    const name = `${one.name()}${one.variadic ? '…' : ''}`;
    return one.required ? ` <${name}>` : ` [${name}]`;
  });
  return [[`${named}${places.join('')}${options.join('')}`, command.description()]];
};

const engine = (): string =>
  table(
    ['command', 'what it does'],
    program()
      .commands.filter((command) => command.helpGroup() === ENGINE_COMMANDS)
      .flatMap((command) => leavesOf(command, ''))
      .map(([words, said]) => [`\`${words}\``, said]),
  );

/** Which page has which tables. */
export const TABLES = {
  'README.md': ['rules', 'engine'],
  'docs/operators.md': ['operators'],
  'docs/settings.md': ['settings'],
  'docs/codes.md': ['errors', 'outcomes'],
} as const;

/** A page whose tables are what the code says. */
export const withTables = (page: string): string =>
  Object.entries({ operators, rules, settings, engine, errors, outcomes }).reduce(
    (text, [name, make]) =>
      text.replace(
        new RegExp(`(<!-- table:${name} -->\n)[^]*?(\n<!-- end -->)`),
        (_, open: string, close: string) => `${open}\n${make()}\n${close}`,
      ),
    page,
  );

if (process.argv[1]?.endsWith('readme-tables.ts')) {
  for (const page of Object.keys(TABLES)) {
    const path = join(root, page);
    writeFileSync(path, withTables(readFileSync(path, 'utf8')));
  }
}
