import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomScenario } from './random-script.js';
import type { OrderAction, Scenario } from './script.js';
import { runScript } from './second-backtrader.js';

const drawn = fc.sample(randomScenario, { seed: 20_060_102, numRuns: 1_500 });
const runs = drawn.map((scenario) => ({ scenario, outcome: runScript(scenario) }));
type Run = (typeof runs)[number];
const times = (holds: (run: Run) => boolean): number => runs.filter(holds).length;
const filled = ({ outcome }: Run, suffix: string): boolean =>
  outcome.fills.some(({ name }) => name.endsWith(suffix));
const ended = ({ outcome }: Run, how: string): boolean => outcome.ends.some((end) => end.how === how);
const ordered = ({ script }: Scenario, is: (order: OrderAction) => boolean): boolean =>
  script.flat().some((action) => action.do === 'order' && is(action));

/** A comparison over scenarios in which nothing happens would prove nothing. */
describe('random scenarios for backtrader', () => {
  it('trade a lot: most of them, and several times each', () => {
    expect(times(({ outcome }) => outcome.results.length > 0)).toBeGreaterThan(1_000);
    expect(runs.reduce((sum, { outcome }) => sum + outcome.fills.length, 0)).toBeGreaterThan(8_000);
  });

  it.each([
    ['a refusal for want of cash', times((run) => ended(run, 'margin'))],
    ['an exit refused with its parent', times((run) => ended(run, 'rejected'))],
    ['a cancel', times((run) => ended(run, 'cancelled'))],
    ['an order out of time', times((run) => ended(run, 'expired'))],
    ['a stop-loss filled', times((run) => filled(run, '/stop-loss'))],
    ['a take-profit filled', times((run) => filled(run, '/take-profit'))],
    [
      'an order half filled',
      times(({ outcome: { fills, ends } }) =>
        ends.some((end) => end.how === 'margin' && fills.some(({ name }) => name === end.name)),
      ),
    ],
    [
      'a stop-limit',
      times(({ scenario }) =>
        ordered(scenario, ({ stop, limit }) => stop !== undefined && limit !== undefined),
      ),
    ],
    [
      'a future that trades',
      times(({ scenario, outcome }) => scenario.settings.future !== null && outcome.results.length > 1),
    ],
    [
      'trade on close',
      times(({ scenario, outcome }) => scenario.settings.tradeOnClose && outcome.results.length > 1),
    ],
  ])('%s happens often', (_, count) => {
    expect(count).toBeGreaterThan(100);
  });
});
