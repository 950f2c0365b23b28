import { didYouMean } from '../src/domain/did-you-mean.js';
import { MillraceError } from '../src/domain/millrace-error.js';
import type { LoadedConfig } from './load.js';

/** A rule set as far as its settings go: the names under `broker` that its laws read. */
export interface RuleSetUses {
  readonly name: string;
  readonly uses: readonly string[];
}

/**
 * Refuses a broker setting that the user wrote and the chosen rule set does not read: it would silently do
 * nothing. What base.yaml or a mode's yaml says is not the user's word, and null takes a setting back.
 *
 * @throws MillraceError RULES_UNKNOWN, SETTING_UNUSED naming the rule sets that use the setting.
 */
export const checkUsed = <R extends RuleSetUses>(
  { config, settings }: LoadedConfig,
  ruleSets: readonly R[],
): R => {
  const known = ruleSets.map((ruleSet) => ruleSet.name);
  const chosen = ruleSets.find((ruleSet) => ruleSet.name === config.rules);
  if (!chosen) {
    const hint = didYouMean(config.rules, known);
    throw new MillraceError('RULES_UNKNOWN', { name: config.rules, hint, known: known.join(', ') });
  }
  for (const { path, value, source } of settings) {
    const [section, name] = path;
    if (!source.given || value === null || section !== 'broker' || name === undefined) continue;
    if (chosen.uses.includes(name)) continue;
    const users = ruleSets.filter((ruleSet) => ruleSet.uses.includes(name)).map((ruleSet) => ruleSet.name);
    throw new MillraceError('SETTING_UNUSED', {
      setting: `broker.${name} (${source.key})`,
      rules: chosen.name,
      used: users.join(', ') || 'none does yet',
    });
  }
  return chosen;
};
