import { describe, expect, it } from '@jest/globals';
import { RULE_SETS } from '../../../src/brokers/simulated/rule-sets.js';
import { checkActions } from '../../../src/engine/feeds/check-actions.js';
import type { Series, Source } from '../../../src/sources/source.js';
import { memorySource } from '../memory-source.js';

const sourceOf = (uri: string, ...series: readonly Series[]): Source => memorySource([], { uri, series });
const bars = (symbol: string): Series => ({ symbol, kind: 'bar', every: '1d' });
const actions = (symbol: string): Series => ({ symbol, kind: 'action' });

const rulesNamed = (name: string) => {
  const rules = RULE_SETS[name];
  if (!rules) throw new Error(`no rules ${name}`);
  return rules;
};

const check = (sources: readonly Source[], { rules = 'realistic', benchmark = null as string | null } = {}) =>
  checkActions({ sources, rules: rulesNamed(rules), benchmark }, ['SPY']);

describe('checkActions', () => {
  const daily = sourceOf('daily', bars('SPY'), actions('SPY'));

  it('lets pass what is booked once', () => {
    expect(() => check([daily, sourceOf('other', bars('SPY'))])).not.toThrow();
  });

  it('refuses actions that come from two sources', () => {
    expect(() => check([daily, sourceOf('quotes', actions('SPY'))])).toThrow(
      expect.objectContaining({ code: 'ACTIONS_TWICE', facts: { symbol: 'SPY', a: 'daily', b: 'quotes' } }),
    );
  });

  it.each(['split', 'total'] as const)(
    'refuses them beside prices of the symbol that are %s-adjusted',
    (adjusted) => {
      const adjustedOf = (symbol: string): Source => ({ ...sourceOf('adjusted', bars(symbol)), adjusted });
      expect(() => check([adjustedOf('SPY'), daily])).toThrow(
        expect.objectContaining({
          code: 'ACTIONS_TWICE',
          facts: { symbol: 'SPY', a: 'daily', b: 'adjusted' },
        }),
      );
      expect(() => check([adjustedOf('IBM'), daily])).not.toThrow();
    },
  );

  it('refuses them under rules that do not book them, but for symbols that nobody listens to', () => {
    const refused = expect.objectContaining({ code: 'ACTIONS_UNSUPPORTED' });
    expect(() => check([daily], { rules: 'lean' })).toThrow(refused);
    expect(() => check([sourceOf('other', actions('IBM'))], { rules: 'lean' })).not.toThrow();
  });

  it('refuses a benchmark at raw prices that no pipeline listens to', () => {
    const other = sourceOf('other', bars('IBM'), actions('IBM'));
    expect(() => check([daily, other], { benchmark: 'IBM' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
    expect(() => check([daily, sourceOf('other', bars('IBM'))], { benchmark: 'IBM' })).not.toThrow();
    expect(() => check([daily], { benchmark: 'SPY' })).not.toThrow();
  });
});
