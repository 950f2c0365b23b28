import { checkUsed } from '../../../../config/check-used.js';
import type { LoadedConfig } from '../../../../config/load.js';
import type { Config } from '../../../../config/schema.js';
import { orderNames } from '../../../brokers/outside/order-names.js';
import type { CommandSink } from '../../../brokers/outside/outside-books.js';
import { outsideRules } from '../../../brokers/outside/outside-rules.js';
import { RULE_SETS, type RuleSet } from '../../../brokers/simulated/rule-sets.js';
import { assert } from '../../../domain/assert.js';
import { MillraceError } from '../../../domain/millrace-error.js';

/** For who sends nothing: a replay, paper. */
export const NOBODY: CommandSink = { put: () => undefined, revoke: () => undefined };

/** The rules of a live run: on paper those of a simulated broker, else what the broker outside says. */
export const liveRules = (
  { mode, config }: { readonly mode: 'paper' | 'live'; readonly config: Config },
  commands: CommandSink,
): RuleSet => {
  const { orderPrefix, absentGraceMs } = config.outside;
  const rules =
    mode === 'live'
      ? outsideRules({ names: orderNames(orderPrefix ?? ''), commands, absentGraceMs })
      : RULE_SETS[config.rules];
  assert(rules, `live run: rules ${config.rules} were checked when it began`);
  return rules;
};

/**
 * Refuses rules that a live run cannot have, settings that they do not read, and live trading without limits.
 *
 * @throws MillraceError CONFIG_INVALID, RULES_UNKNOWN, SETTING_UNUSED.
 */
export const checkLiveRules = (mode: 'paper' | 'live', loaded: LoadedConfig): void => {
  const simulated = Object.values(RULE_SETS);
  if (mode === 'paper') {
    const rules = checkUsed(loaded, simulated);
    if (rules.sizesAtFill) {
      const reason = `rules ${rules.name} size orders at the fill, which nobody can outside of a backtest`;
      throw invalid('rules', reason);
    }
    return;
  }
  const { config, settings } = loaded;
  const said = settings.find(({ path, source }) => path[0] === 'rules' && source.given);
  if (said) throw invalid(said.source.key, 'a broker outside has its own rules: leave them out');
  if (config.outside.broker === null) {
    const reason =
      'live trading needs one, such as --broker scripted:venue.sock; millrace paper trades without';
    throw invalid('outside.broker', reason);
  }
  const missing = LIMITS_NEEDED.filter((name) => config.risk[name] === null);
  if (missing.length > 0) {
    const names = missing.map((name) => `risk.${name}`).join(', ');
    throw invalid('risk', `live trading asks for limits by name; ${names} not set`);
  }
  checkUsed({ ...loaded, config: { ...config, rules: OUTSIDE.name } }, [...simulated, OUTSIDE]);
};

/** Without these nobody trades with real money: how much at once, in all, how often, how much may be lost. */
const LIMITS_NEEDED = [
  'maxOrderNotional',
  'maxGrossNotional',
  'maxOrdersPerMinute',
  'maxDailyLossPct',
] as const satisfies readonly (keyof Config['risk'])[];

const OUTSIDE = { name: 'outside', uses: ['cash', 'matchOn'] };

const invalid = (place: string, reason: string): MillraceError =>
  new MillraceError('CONFIG_INVALID', { place, reason });
