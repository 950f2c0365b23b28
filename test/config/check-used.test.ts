import { describe, expect, it } from '@jest/globals';
import { checkUsed } from '../../config/check-used.js';
import { loadConfig } from '../../config/load.js';

const ruleSets = [
  { name: 'realistic', uses: ['cash', 'latencyMs', 'spreadBps'] },
  { name: 'backtesting.py', uses: ['cash', 'spreadBps', 'hedging'] },
];
const load = (...sets: readonly (readonly [string, string])[]) =>
  loadConfig({ mode: 'backtest', sets: sets.map(([path, text]) => ({ path, text })) });

describe('checkUsed', () => {
  it('gives the chosen rule set', () => {
    const config = load(['rules', 'backtesting.py'], ['broker.hedging', 'true'], ['broker.spreadBps', '1']);
    expect(checkUsed(config, ruleSets)).toBe(ruleSets[1]);
  });

  it('minds only what the user wrote: not our own cash, and not a setting taken back', () => {
    const poor = [{ name: 'realistic', uses: [] }];
    expect(checkUsed(load(['broker.latencyMs', 'null']), poor)).toBe(poor[0]);
    expect(() => checkUsed(load(['broker.cash', '5']), poor)).toThrow('broker.cash');
  });

  it('refuses a setting that does nothing and names the rule sets that use it', () => {
    expect(() => checkUsed(load(['broker.hedging', 'true']), ruleSets)).toThrow(
      expect.objectContaining({
        code: 'SETTING_UNUSED',
        message:
          'broker.hedging (--set broker.hedging=true) means nothing to rules realistic. ' +
          'Take it out, or choose rules that use it: backtesting.py.',
      }),
    );
  });

  it('refuses unknown rules and says what may have been meant', () => {
    expect(() => checkUsed(load(['rules', 'backtesting']), ruleSets)).toThrow(
      expect.objectContaining({
        code: 'RULES_UNKNOWN',
        message: 'no rule set backtesting; did you mean backtesting.py? Known: realistic, backtesting.py.',
      }),
    );
  });
});
