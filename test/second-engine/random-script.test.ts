import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomScenario } from './random-script.js';
import type { Scenario } from './script.js';
import { runScript } from './second-engine.js';

const drawn = fc.sample(randomScenario, { seed: 20_040_819, numRuns: 2_000 });
const runs = drawn.map((scenario) => ({ scenario, outcome: runScript(scenario) }));
const times = (holds: (run: (typeof runs)[number]) => boolean): number => runs.filter(holds).length;
const actions = ({ script }: Scenario) => script.flat();

/** A comparison over scenarios in which nothing happens would prove nothing. */
describe('random scenarios', () => {
  it('trade a lot: most of them, and several times each', () => {
    expect(times(({ outcome }) => outcome.trades.length > 0)).toBeGreaterThan(1_000);
    expect(runs.reduce((sum, { outcome }) => sum + outcome.trades.length, 0)).toBeGreaterThan(5_000);
  });

  it.each([
    ['ruin', times(({ outcome }) => outcome.equity.at(-1) === 0)],
    ['a refused order', times(({ outcome }) => outcome.rejected.length > 0)],
    ['trades left open', times(({ outcome }) => outcome.open.length > 0)],
    ['a trade within one bar', times(({ outcome }) => outcome.trades.some((t) => t.entryBar === t.exitBar))],
    [
      'a fraction and a stop-limit',
      times(({ scenario }) =>
        actions(scenario).some(
          (a) => a.do === 'order' && a.size < 1 && a.stop !== undefined && a.limit !== undefined,
        ),
      ),
    ],
    [
      'hedged trades',
      times(({ scenario, outcome }) => scenario.settings.hedging && outcome.trades.length > 1),
    ],
    [
      'exclusive orders',
      times(({ scenario, outcome }) => scenario.settings.exclusiveOrders && outcome.trades.length > 1),
    ],
    [
      'trade on close',
      times(({ scenario, outcome }) => scenario.settings.tradeOnClose && outcome.trades.length > 1),
    ],
    [
      'fractional units',
      times(
        ({ scenario, outcome }) =>
          scenario.settings.fractionalUnit !== undefined && outcome.trades.length > 1,
      ),
    ],
    [
      'a fixed commission',
      times(({ scenario, outcome }) => scenario.settings.commissionFixed > 0 && outcome.trades.length > 1),
    ],
    [
      'leverage',
      times(({ scenario, outcome }) => scenario.settings.marginRatio < 1 && outcome.trades.length > 1),
    ],
  ])('show %s often enough', (_what, count) => {
    expect(count).toBeGreaterThan(50);
  });
});
