import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../src/domain/journal.js';
import { roundTrips } from '../../src/report/statistics/backtrader/round-trips.js';
import { randomScenario } from '../second-backtrader/random-script.js';
import type { End, Outcome, Scenario, Settings } from '../second-backtrader/script.js';
import { runScript } from '../second-backtrader/second-backtrader.js';
import { backtraderScriptPipeline, SYMBOL } from './backtrader-script-pipeline.js';
import { sourceOfBars, type Trial, underRules } from './under-rules.js';

/** A cancel may name an order that was never sent or is gone. */
const NOTHING_THERE: readonly string[] = ['KEY_UNKNOWN', 'KEY_FINISHED'];

const brokerOf = (settings: Settings): Trial['broker'] => {
  const { cash, tradeOnClose, shortCash, checkSubmit, commissionPerUnit } = settings;
  const { slipOpen, slipMatch, slipLimit, slipOut } = settings;
  return {
    ...{ cash, tradeOnClose, shortCash, checkSubmit, commissionPerUnit },
    ...{ slipOpen, slipMatch, slipLimit, slipOut },
    commissionBps: settings.commissionRate * 10_000,
    slippageBps: settings.slipRate * 10_000,
    slippagePoints: settings.slipPoints,
    marginRatio: 1 / settings.leverage,
  };
};

const instrumentOf = ({ future }: Settings): NonNullable<Trial['instrument']> => {
  if (future === null) return {};
  const { margin, multiplier } = future;
  const each = margin === null ? null : { initial: margin, maintenance: margin };
  return { settlement: 'daily', multiplier, margin: each };
};

/** What our whole engine makes of a scenario, in the words of the plain loop. */
const played = async ({ bars, settings, script }: Scenario): Promise<Outcome & { refusals: string[] }> => {
  const { entries, marks } = await underRules({
    pipeline: backtraderScriptPipeline(script),
    source: sourceOfBars(SYMBOL, bars),
    rules: 'backtrader',
    broker: brokerOf(settings),
    instrument: instrumentOf(settings),
  });
  const begin = entries.find((entry) => entry.kind === 'begin');
  const fills = entries.filter((entry) => entry.kind === 'fill');
  return {
    fills: fills.map(({ body: { key, side, quantity, price, commission } }) => ({
      ...{ name: key, price, commission },
      size: side === 'buy' ? quantity : -quantity,
    })),
    ends: endsIn(entries),
    values: marks.map(({ equity }) => equity),
    results: roundTrips(fills, begin?.body.instruments ?? {}).map(({ pnl }) => pnl),
    refusals: entries.flatMap((entry) => (entry.kind === 'refusal' ? [entry.body.code] : [])),
  };
};

const endsIn = (entries: readonly Entry[]): End[] =>
  entries.flatMap((entry): End[] => {
    if (entry.kind !== 'order') return [];
    const { key: name, state, code } = entry.body;
    if (code === 'BUYING_POWER_SHORT') return [{ name, how: 'margin' }];
    return state === 'rejected' || state === 'cancelled' || state === 'expired' ? [{ name, how: state }] : [];
  });

const sorted = (ends: readonly End[]): string[] => ends.map(({ name, how }) => `${name} ${how}`).toSorted();

describe('backtrader rules', () => {
  it('agree with a plain loop that agrees with that engine, to the last digit, whatever is ordered and set', async () => {
    await fc.assert(
      fc.asyncProperty(randomScenario, async (scenario) => {
        const wanted = runScript(scenario);
        const ours = await played(scenario);
        expect(ours.refusals.filter((code) => !NOTHING_THERE.includes(code))).toEqual([]);
        expect(ours.fills).toEqual(wanted.fills);
        expect(sorted(ours.ends)).toEqual(sorted(wanted.ends));
        expect(ours.values).toEqual(wanted.values);
        // The commission of a reversal is shared by size, which may cost a digit.
        expect(ours.results).toEqual(
          wanted.results.map((result) => expect.closeTo(result, result === 0 ? 9 : digitsOf(result))),
        );
      }),
      { numRuns: 1_500, seed: 20_060_102 },
    );
  });
});

/** Decimals at which thirteen digits of a number end. */
const digitsOf = (value: number): number => 12 - Math.ceil(Math.log10(Math.max(Math.abs(value), 1)));
