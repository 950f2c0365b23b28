import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomScenario } from '../second-engine/random-script.js';
import { runScript } from '../second-engine/second-engine.js';
import { playScript } from './play-script.js';

/** Equal but for rounding: nine digits of the number itself, or of `scale` where that is larger. */
const near = (value: number | null, scale = 1e-6): unknown =>
  value === null ? null : expect.closeTo(value, 9 - Math.ceil(Math.log10(Math.max(Math.abs(value), scale))));

/** Exact in whole units: what a fractional unit's own rounding leaves is far below one. */
const whole = (size: number): unknown => expect.closeTo(size, 9);

/** A script may close a position that is flat, and take back an exit that was never there or is gone. */
const NOTHING_THERE: readonly string[] = ['POSITION_FLAT', 'KEY_UNKNOWN', 'KEY_FINISHED'];

describe('backtesting.py rules', () => {
  it('agree with a plain loop written from the same text, whatever is ordered and set', async () => {
    await fc.assert(
      fc.asyncProperty(randomScenario, async (scenario) => {
        const { cash } = scenario.settings;
        const wanted = runScript(scenario);
        const played = await playScript(scenario);
        expect(played.refusals.filter((code) => !NOTHING_THERE.includes(code))).toEqual([]);
        expect(played.rejected).toEqual(wanted.rejected);
        expect(played.fills).toEqual(
          wanted.fills.map((fill) => ({ ...fill, size: whole(fill.size), price: near(fill.price) })),
        );
        expect(played.trades).toEqual(
          wanted.trades.map(({ sl: _sl, tp: _tp, ...trade }) => ({
            ...trade,
            size: whole(trade.size),
            entryPrice: near(trade.entryPrice),
            exitPrice: near(trade.exitPrice),
            pnl: near(trade.pnl, cash),
            commission: near(trade.commission, cash),
            returnPct: near(trade.returnPct, 1),
          })),
        );
        expect(played.open).toEqual(
          wanted.open.map(({ size, entryBar, entryPrice }) => ({
            size: whole(size),
            entryBar,
            entryPrice: near(entryPrice),
          })),
        );
        expect(played.equity).toEqual(wanted.equity.map((worth) => near(worth, cash)));
      }),
      { numRuns: 2_000, seed: 20_040_819 },
    );
  });
});
