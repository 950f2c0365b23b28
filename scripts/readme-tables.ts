// Writes the README's tables from the code they describe: `npm run readme:tables`.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../config/schema.js';
import { RULE_SETS } from '../src/brokers/simulated/rule-sets.js';
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

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const typeOf = (schema: JsonSchema): string => {
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
  const { properties = {} } = z.toJSONSchema(configSchema, {
    io: 'input',
    unrepresentable: 'any',
  }) as JsonSchema;
  const rows = Object.entries(properties).flatMap(([name, schema]) =>
    schema.properties
      ? Object.entries(schema.properties).map(([key, inner]) => [`\`${name}.${key}\``, typeOf(inner)])
      : [[`\`${name}\``, name === 'instruments' ? 'by symbol what differs from a US share' : typeOf(schema)]],
  );
  return table(['setting', 'value'], rows);
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

/** A README whose tables are what the code says. */
export const withTables = (readme: string): string =>
  Object.entries({ rules, settings, errors, outcomes }).reduce(
    (text, [name, make]) =>
      text.replace(
        new RegExp(`(<!-- table:${name} -->\n)[^]*?(\n<!-- end -->)`),
        (_, open: string, close: string) => `${open}\n${make()}\n${close}`,
      ),
    readme,
  );

if (process.argv[1]?.endsWith('readme-tables.ts')) {
  const path = resolve(import.meta.dirname, '..', 'README.md');
  writeFileSync(path, withTables(readFileSync(path, 'utf8')));
}
