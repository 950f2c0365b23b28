import { checkUsed } from '../../../config/check-used.js';
import { type ListedSetting, listSettings } from '../../../config/list-settings.js';
import { loadConfig } from '../../../config/load.js';
import { resolveSettings } from '../../brokers/simulated/resolve-settings.js';
import { RULE_SETS, type RuleSet } from '../../brokers/simulated/rule-sets.js';
import { print } from '../print.js';
import { type SettingOptions, setsOf } from '../sets-of.js';

/** What the command line says of the settings to show. */
export type ConfigShowOptions = SettingOptions & { readonly json: boolean };

/** `millrace config show`: every setting as a backtest would take it, where it comes from, what it means. */
export const configShowCommand = async (options: ConfigShowOptions): Promise<void> => {
  const layers = { files: options.config, environment: process.env, sets: setsOf(options) };
  const loaded = loadConfig({ mode: 'backtest', ...layers });
  const rules = checkUsed(loaded, Object.values(RULE_SETS));
  const broker = resolveSettings(loaded.config.broker, rules.defaults ?? {});
  const chosen: Readonly<Record<string, unknown>> = { ...broker };
  const rows = listSettings(loaded).map((row) => sourced(row, rules, chosen));
  await print(options.json ? `${JSON.stringify(rows, null, 2)}\n` : textOf(rows));
};

/** A row with its source named: what nobody wrote is the rule set's choice, or the schema's. */
const sourced = (
  row: ListedSetting,
  rules: RuleSet,
  chosen: Readonly<Record<string, unknown>>,
): ListedSetting => {
  const [section, name = ''] = row.setting.split('.');
  if (section !== 'broker') return { ...row, source: row.source ?? 'default' };
  const uses: readonly string[] = rules.uses;
  if (!uses.includes(name)) return { ...row, source: `not read by ${rules.name}` };
  const value = chosen[name] ?? null;
  if (row.value === null && value !== null) return { ...row, value, source: `rules ${rules.name}` };
  return { ...row, source: row.source ?? 'default' };
};

const textOf = (rows: readonly ListedSetting[]): string => {
  const cells = rows.map((row) => [row.setting, shown(row.value), row.source ?? '', row.meaning ?? '']);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
};

/** As `--set` would take it. */
const shown = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
};
